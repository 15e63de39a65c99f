/** What a scanner found. `unavailable`: nobody knows; the file is not taken, and the same one may be tried again. */
export type ScanResult =
  | { readonly is: 'clean' }
  | { readonly is: 'not-scanned' }
  | { readonly is: 'infected'; readonly name: string }
  | { readonly is: 'unavailable'; readonly reason: string }

/** Looks through a file for viruses before it is kept. Never throws. */
export interface FileScanner {
  scan(bytes: Uint8Array): Promise<ScanResult>
}

/** An office without a scanner: its files say so. */
export const noScanner: FileScanner = { scan: async () => ({ is: 'not-scanned' }) }
