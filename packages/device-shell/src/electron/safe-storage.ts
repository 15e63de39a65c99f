import type { SafeStorage } from 'electron/main'
import type { SecretBox } from '../secrets.ts'

/**
 * The system's secret store behind Electron's safeStorage. On Linux without a keyring Electron falls back to a key
 * that is in its own source: that is no store.
 */
export function systemSecretBox(safeStorage: SafeStorage, platform: NodeJS.Platform): SecretBox {
  return {
    available() {
      if (!safeStorage.isEncryptionAvailable()) return false
      if (platform !== 'linux') return true
      const backend = safeStorage.getSelectedStorageBackend()
      return backend !== 'basic_text' && backend !== 'unknown'
    },
    seal: (plain) => safeStorage.encryptString(plain),
    open: (sealed) => safeStorage.decryptString(sealed),
  }
}
