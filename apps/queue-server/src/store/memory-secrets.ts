import type { OfficeSecrets } from '@cherha/shared/protocol'
import type { SecretsStore } from '../offices/ports.ts'

/** Secrets that live as long as the process, for simulations. */
export function memorySecrets(): SecretsStore {
  let kept: OfficeSecrets | null = null
  return {
    load: async () => structuredClone(kept),
    save: async (secrets) => {
      kept = structuredClone(secrets)
    },
  }
}
