import manifest from '../package.json' with { type: 'json' }

/** Of this program, as its package has it; the administrator sees it. */
export const hubVersion: string = manifest.version
