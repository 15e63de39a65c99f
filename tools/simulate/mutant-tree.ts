import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Mutant, plant } from '@cherha/simulator'

const root = fileURLToPath(new URL('../..', import.meta.url))
const packages = ['shared', 'event-log', 'case-vault', 'office-hub', 'testing', 'simulator']

/** A copy of the sources in a folder of its own, in which one bug at a time is planted. */
export class MutantTree {
  readonly #folder: string

  constructor() {
    this.#folder = mkdtempSync(path.join(tmpdir(), 'cherha-mutant-'))
    const modules = path.join(this.#folder, 'node_modules')
    mkdirSync(path.join(modules, '@cherha'), { recursive: true })
    writeFileSync(path.join(this.#folder, 'package.json'), '{ "type": "module" }\n')
    for (const name of readdirSync(path.join(root, 'node_modules'))) {
      // what others wrote comes from where it is installed; our own packages come from the copy
      if (name !== '@cherha' && !name.startsWith('.')) {
        symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name))
      }
    }
    for (const name of [...packages, 'queue-server']) {
      const folder = path.join(name === 'queue-server' ? 'apps' : 'packages', name)
      const [from, to] = [path.join(root, folder), path.join(this.#folder, folder)]
      cpSync(path.join(from, 'src'), path.join(to, 'src'), { recursive: true })
      cpSync(path.join(from, 'package.json'), path.join(to, 'package.json'))
      symlinkSync(to, path.join(modules, '@cherha', name))
    }
    for (const name of ['simulate', 'simulate.ts']) {
      cpSync(path.join(root, 'tools', name), path.join(this.#folder, 'tools', name), { recursive: true })
    }
  }

  /** A program of `tools`, with the sources around it as they are in this copy. */
  program(name: string): string {
    return path.join(this.#folder, 'tools', name)
  }

  /** Throws `MisplacedMutant` when the bug cannot be planted. */
  check(mutant: Mutant): void {
    plant(mutant, readFileSync(path.join(this.#folder, mutant.file), 'utf8'))
  }

  /** Runs `look` while the bug is planted. Throws `MisplacedMutant` when it cannot be. */
  async with<T>(mutant: Mutant, look: () => Promise<T>): Promise<T> {
    const file = path.join(this.#folder, mutant.file)
    const source = readFileSync(file, 'utf8')
    writeFileSync(file, plant(mutant, source))
    try {
      return await look()
    } finally {
      writeFileSync(file, source)
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
