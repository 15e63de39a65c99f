import { z } from 'zod'
import { VersionFile } from './version-file.ts'
import { isVersion } from './version.ts'

const Version = z.string().max(40).refine(isVersion)

/** A package on this device that can be installed again. `signed`: its hash came from a signed version file. */
export const KeptPackage = z.object({
  version: Version,
  artefact: VersionFile.shape.artefact,
  signed: z.boolean(),
})
export type KeptPackage = z.infer<typeof KeptPackage>

/** What a device remembers about its updates, in a settings file of its own. */
export const UpdateState = z.object({
  /** The package of the running version, to return to. */
  kept: KeptPackage.nullable().default(null),
  /** Fetched and compared, waits for its moment. */
  staged: KeptPackage.nullable().default(null),
  /** A version that was installed and has not reached "ready" yet. */
  trial: z
    .object({
      to: KeptPackage,
      back: KeptPackage,
      /** How often it was started. */
      starts: z.int().min(0),
      /** How often returning to `back` was tried. */
      returns: z.int().min(0),
    })
    .nullable()
    .default(null),
  /** A version whose installation did nothing, and how often. */
  notInstalled: z
    .object({ version: Version, times: z.int().min(1) })
    .nullable()
    .default(null),
  /** Versions that failed here; never taken again. */
  bad: z.array(Version).max(50).default([]),
})
export type UpdateState = z.infer<typeof UpdateState>
