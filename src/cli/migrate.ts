import { loadConfig } from '../config.ts'
import { startEmbedded } from '../store/embedded.ts'
import { migrate } from '../store/migrate.ts'
import { type Command, print, printJson } from './command.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  does: 'memperbarui susunan basis data (npm start juga melakukannya)',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  async run({ values }) {
    const config = loadConfig()
    const embedded = config.DATABASE_URL === undefined ? await startEmbedded(config.DATA_DIR) : undefined
    try {
      const applied = await migrate(config.DATABASE_URL ?? embedded!.url)
      if (values.json) printJson({ applied })
      else print(applied.length === 0 ? 'Basis data sudah terbaru.' : `Diperbarui: ${applied.join(', ')}`)
      return 0
    } finally {
      await embedded?.stop()
    }
  },
}
