/** The compiled part of node-pty, as its package finds it for this computer. Its types leave `open` out. */
declare module '@lydell/node-pty/requireBinary.js' {
  /** @throws when there is none for this computer */
  export function requireBinary(file: 'pty.node'): {
    /** Opens a pseudo terminal; both ends are file descriptors that never block, `pty` is the slave's path. */
    open(columns: number, rows: number): { readonly master: number; readonly slave: number; readonly pty: string }
  }
}
