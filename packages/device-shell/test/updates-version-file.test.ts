import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { UpdateError } from '../src/updates/update-error.ts'
import {
  openVersionFile,
  signVersionFile,
  type UpdateTarget,
  type VersionFile,
  versionFileName,
} from '../src/updates/version-file.ts'

const target: UpdateTarget = { app: 'display', platform: 'linux', arch: 'x64', kind: 'AppImage' }
const file: VersionFile = {
  format: 1,
  ...target,
  version: '1.1.0',
  releasedAt: '2026-11-20T10:00:00Z',
  artefact: { file: 'cherha-display-1.1.0.AppImage', size: 1_000, sha512: `${'A'.repeat(86)}==` },
}
const newKey = (): { privateKey: KeyObject; text: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return { privateKey, text: publicKey.export({ format: 'der', type: 'spki' }).toString('base64') }
}
const ours = newKey()
const others = newKey()

const refusal = (text: string, keys: readonly string[] = [ours.text], wanted: UpdateTarget = target): string => {
  try {
    openVersionFile(text, keys, wanted)
  } catch (error) {
    if (error instanceof UpdateError) return error.code
    throw error
  }
  return 'taken'
}

describe('a version file', () => {
  it('U1 is read when one of the keys of the app has signed it', () => {
    expect(openVersionFile(signVersionFile(file, [ours.privateKey]), [ours.text], target)).toEqual(file)
    // while a key is being replaced both sign, and devices know one or both
    const both = signVersionFile(file, [others.privateKey, ours.privateKey])
    expect(openVersionFile(both, [ours.text], target)).toEqual(file)
    expect(openVersionFile(signVersionFile(file, [ours.privateKey]), [others.text, ours.text], target)).toEqual(file)
  })

  it('U1 is refused when it is not signed, signed by somebody else, or changed', () => {
    const signed = signVersionFile(file, [ours.privateKey])
    const { payload, signatures }: { payload: string; signatures: string[] } = JSON.parse(signed)
    expect(refusal(signVersionFile(file, [others.privateKey]))).toBe('bad-signature')
    expect(refusal(JSON.stringify({ payload: payload.replace('1.1.0', '9.9.9'), signatures }))).toBe('bad-signature')
    expect(refusal(JSON.stringify({ payload, signatures: ['AAAA'] }))).toBe('bad-signature')
    expect(refusal(signed, [])).toBe('bad-signature')
    for (const text of ['', '{}', 'null', payload, JSON.stringify({ payload, signatures: [] })]) {
      expect(refusal(text)).toBe('unreadable')
    }
  })

  it('U1 a signature made for something else does not count', () => {
    const payload = JSON.stringify(file)
    const bare = sign(null, Buffer.from(payload), ours.privateKey).toString('base64')
    expect(refusal(JSON.stringify({ payload, signatures: [bare] }))).toBe('bad-signature')
  })

  it.each([{ app: 'terminal' }, { platform: 'win32' }, { arch: 'arm64' }, { kind: 'nsis' }] as const)(
    'U2 is refused by a device with %j',
    (other) => {
      expect(refusal(signVersionFile(file, [ours.privateKey]), [ours.text], { ...target, ...other })).toBe('other-app')
    },
  )

  it('names a file of its own folder, never a path', () => {
    for (const name of ['../x.AppImage', '/etc/passwd', 'a/b', '..', '.hidden', 'a b', 'a%2fb', '']) {
      expect(
        () => signVersionFile({ ...file, artefact: { ...file.artefact, file: name } }, [ours.privateKey]),
        name,
      ).toThrow('artefact')
    }
    expect(versionFileName(target)).toBe('display-linux-x64-AppImage.json')
    expect(versionFileName(target, '1.0.0')).toBe('display-linux-x64-AppImage-1.0.0.json')
  })
})
