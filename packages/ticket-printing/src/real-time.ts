import type { Raster } from './raster.ts'

/** DLE: begins the commands a printer executes as they arrive. */
export const DLE = 0x10
/** What follows DLE in such a command: EOT (how are you), ENQ (recover), DC4 (drawer, power, empty the buffer). */
const second: readonly number[] = [0x04, 0x05, 0x14]

export function beginsRealTime(first: number | undefined, next: number | undefined): boolean {
  return first === DLE && next !== undefined && second.includes(next)
}

/**
 * P13: the same picture without two bytes that a printer would take for a command, also where one row ends and the next
 * begins. Printers look for these commands in everything that arrives, the dots of a picture too. The byte 10 is one
 * black dot between white ones: a second dot beside it makes 18, and nothing that was black becomes white.
 */
export function withoutCommands(raster: Raster): Raster {
  let data: Uint8Array | null = null
  for (let at = raster.data.indexOf(DLE); at !== -1; at = raster.data.indexOf(DLE, at + 1)) {
    if (!beginsRealTime(DLE, raster.data[at + 1])) continue
    data ??= raster.data.slice()
    data[at] = 0x18
  }
  return data === null ? raster : { ...raster, data }
}
