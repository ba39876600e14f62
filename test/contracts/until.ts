/** Resolves as soon as `holds` does; throws after `ms`, saying so. */
export async function until(holds: () => boolean | Promise<boolean>, ms = 5000): Promise<void> {
  const end = performance.now() + ms
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`After ${ms} ms still not: ${holds}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
