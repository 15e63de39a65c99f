import { spawnSync } from 'node:child_process'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const tool = path.resolve(import.meta.dirname, '../updates.ts')
let dir: string
let key: string
let publicKey: string
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'cherha-publish-'))
  key = path.join(dir, 'signing.pem')
  publicKey = updates('new-key', '--out', key).stdout.trim()
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))
const updates = (...args: readonly string[]) => spawnSync(process.execPath, [tool, ...args], { encoding: 'utf8' })

describe('node tools/updates.ts', () => {
  it('makes a key for its owner only, and never over another one', () => {
    if (process.platform !== 'win32') expect(statSync(key).mode & 0o077).toBe(0)
    expect(
      createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }).asymmetricKeyType,
    ).toBe('ed25519')
    const before = readFileSync(key, 'utf8')
    expect(updates('new-key', '--out', key).status).toBe(1)
    expect(readFileSync(key, 'utf8')).toBe(before)
  })

  it('publishes a version whose signature anybody can check with that key', () => {
    const file = path.join(dir, 'cherha-display-1.1.0-linux-x64.AppImage')
    writeFileSync(file, 'the app')
    const to = path.join(dir, 'folder')
    const { status, stderr } = updates(
      'publish',
      '--key',
      key,
      '--package',
      file,
      '--app',
      'display',
      '--version',
      '1.1.0',
      '--to',
      to,
    )
    expect(status, stderr).toBe(0)
    expect(readdirSync(to).sort()).toEqual([
      'cherha-display-1.1.0-linux-x64.AppImage',
      'display-linux-x64-AppImage-1.1.0.json',
      'display-linux-x64-AppImage.json',
    ])
    const { payload, signatures } = JSON.parse(readFileSync(path.join(to, 'display-linux-x64-AppImage.json'), 'utf8'))
    const trusted = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    expect(
      verify(null, Buffer.from(`cherha-update-1\n${payload}`), trusted, Buffer.from(signatures[0], 'base64')),
    ).toBe(true)
    expect(JSON.parse(payload)).toMatchObject({
      app: 'display',
      platform: 'linux',
      arch: 'x64',
      kind: 'AppImage',
      version: '1.1.0',
      artefact: { size: 7, sha512: createHash('sha512').update('the app').digest('base64') },
    })
  })

  it('refuses what no device could take, with 2 and the usage', () => {
    const deb = path.join(dir, 'cherha-display.deb')
    const image = path.join(dir, 'a.AppImage')
    writeFileSync(deb, 'x')
    writeFileSync(image, 'x')
    const publish = (...args: readonly string[]) =>
      updates('publish', '--key', key, '--to', path.join(dir, 'folder'), ...args)
    for (const refused of [
      publish('--package', deb, '--app', 'display', '--version', '1.1.0'),
      publish('--package', image, '--app', 'kiosk', '--version', '1.1.0'),
      publish('--package', image, '--app', 'display', '--version', 'v1'),
      publish('--app', 'display', '--version', '1.1.0'),
      updates('publish', '--package', image),
      updates('rename'),
      updates(),
    ]) {
      expect(refused.status).toBe(2)
      expect(refused.stderr).toContain('Usage: Updates of the device apps.')
    }
    expect(readdirSync(dir)).not.toContain('folder')
    writeFileSync(path.join(dir, 'no.pem'), 'x')
    const broken = updates(
      'publish',
      '--key',
      path.join(dir, 'no.pem'),
      '--package',
      image,
      '--app',
      'display',
      '--version',
      '1.1.0',
      '--to',
      dir,
    )
    expect(broken.status).toBe(1)
  })
})
