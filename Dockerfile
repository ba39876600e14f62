# Two stages: the first compiles and gathers what the assistant needs to run, the second holds nothing else.
FROM node:20-bookworm-slim AS build
WORKDIR /build

# The packages that are needed at run time, in a folder of their own. The database is PostgreSQL by DATABASE_URL, so the
# embedded one (an optional package) stays out. No package needs its install script.
COPY package.json package-lock.json /runtime/
RUN npm --prefix /runtime ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json prisma.config.ts ./
COPY tools ./tools
COPY prisma ./prisma
COPY src ./src
# The build learns from what the assistant knows.
COPY content ./content
RUN npm run build


FROM node:20-bookworm-slim
# tini is process 1: it passes signals on and reaps what is left behind. /backups is where a volume can be mounted.
RUN apt-get update \
    && apt-get install -y --no-install-recommends tini \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o node -g node /data /backups \
    && printf '#!/bin/sh\nexec node --enable-source-maps /app/dist/cli.js "$@"\n' > /usr/local/bin/langkah \
    && chmod 755 /usr/local/bin/langkah

WORKDIR /app
COPY package.json LICENSE ./
COPY --from=build /runtime/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY --from=build /build/.build/pemahaman.bin ./.build/pemahaman.bin
COPY prisma/migrations ./prisma/migrations
COPY content ./content

ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
USER node
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "--max-semi-space-size=16", "--max-old-space-size=192", "--enable-source-maps", "dist/main.js"]
