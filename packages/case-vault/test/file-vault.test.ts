import { createHash } from 'node:crypto'
import { mkdtemp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DamagedFileError, FileVault, newCaseKey, VaultIdError } from '../src/index.ts'

const caseId = '8036-004-000127'
const bytes = Buffer.from('scan of a passport')
const hash = createHash('sha256').update(bytes).digest('hex')
const key = newCaseKey()

describe('the vault of files', () => {
  let dir: string
  let vault: FileVault

  beforeEach(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'vault-')), 'files')
    vault = await FileVault.open(dir)
  })
  afterEach(async () => {
    await rm(join(dir, '..'), { recursive: true })
  })

  it('gives back what was put, by the SHA-256 of the plain bytes', async () => {
    expect(await vault.put(caseId, key, bytes)).toEqual({ hash })
    expect(await vault.get(caseId, key, hash)).toEqual(bytes)
    expect(await vault.has(caseId, hash)).toBe(true)
    expect(await vault.list(caseId)).toEqual([hash])
    expect(await vault.cases()).toEqual([caseId])
  })

  it('takes the same file twice without a change', async () => {
    await vault.put(caseId, key, bytes)
    await vault.put(caseId, key, bytes)
    expect(await vault.list(caseId)).toEqual([hash])
    expect(await vault.get(caseId, key, hash)).toEqual(bytes)
  })

  it('has everything after it was opened again', async () => {
    await vault.put(caseId, key, bytes)
    expect(await (await FileVault.open(dir)).get(caseId, key, hash)).toEqual(bytes)
  })

  it('S61 writes no plain byte to the disk, and nobody else may read what it writes', async () => {
    await vault.put(caseId, key, bytes)
    const path = join(dir, caseId, hash)
    expect((await readFile(path)).includes('passport')).toBe(false)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(join(dir, caseId))).mode & 0o777).toBe(0o700)
  })

  it('says of what it does not have that it does not have it', async () => {
    const other = '0'.repeat(64)
    expect(await vault.get(caseId, key, other)).toBeNull()
    expect(await vault.has(caseId, other)).toBe(false)
    expect(await vault.list(caseId)).toEqual([])
    await vault.removeFile(caseId, other)
    await vault.remove(caseId)
  })

  it('removes one file, or all of a case, and of no other', async () => {
    const other = await vault.put('8036-004-000128', key, bytes)
    await vault.put(caseId, key, bytes)
    const second = await vault.put(caseId, key, Buffer.from('another scan'))
    await vault.removeFile(caseId, second.hash)
    expect(await vault.list(caseId)).toEqual([hash])
    await vault.remove(caseId)
    expect(await vault.cases()).toEqual(['8036-004-000128'])
    expect(await vault.get('8036-004-000128', key, other.hash)).toEqual(bytes)
  })

  it('S61 does not give a file to another key, nor one that was changed, cut or put under another name or case', async () => {
    await vault.put(caseId, key, bytes)
    const path = join(dir, caseId, hash)
    const sealed = await readFile(path)
    await expect(vault.get(caseId, newCaseKey(), hash)).rejects.toThrow(DamagedFileError)
    await writeFile(path, sealed.subarray(0, -1))
    await expect(vault.get(caseId, key, hash)).rejects.toThrow(DamagedFileError)
    await writeFile(path, '')
    await expect(vault.get(caseId, key, hash)).rejects.toThrow(DamagedFileError)
    await writeFile(join(dir, caseId, '1'.repeat(64)), sealed)
    await expect(vault.get(caseId, key, '1'.repeat(64))).rejects.toThrow(DamagedFileError)
    await mkdir(join(dir, '8036-004-000128'))
    await writeFile(join(dir, '8036-004-000128', hash), sealed)
    await expect(vault.get('8036-004-000128', key, hash)).rejects.toThrow(DamagedFileError)
    // put again, it is whole again
    await vault.put(caseId, key, bytes)
    expect(await vault.get(caseId, key, hash)).toEqual(bytes)
  })

  it('forgets what a crash left unfinished', async () => {
    await vault.put(caseId, key, bytes)
    await rename(join(dir, caseId, hash), join(dir, '.incoming', 'left'))
    const again = await FileVault.open(dir)
    expect(await readdir(join(dir, '.incoming'))).toEqual([])
    expect(await again.get(caseId, key, hash)).toBeNull()
  })

  it.each(['../8036', '', '8036-004-000127/..', '.incoming', '8036-004-000127\0'])(
    'never makes a path of an id that is none: %j',
    async (odd) => {
      await expect(vault.put(odd, key, bytes)).rejects.toThrow(VaultIdError)
      await expect(vault.list(odd)).rejects.toThrow(VaultIdError)
      await expect(vault.remove(odd)).rejects.toThrow(VaultIdError)
      await expect(vault.get(caseId, key, odd)).rejects.toThrow(VaultIdError)
      await expect(vault.removeFile(caseId, odd)).rejects.toThrow(VaultIdError)
      expect(await readdir(dir)).toEqual(['.incoming'])
    },
  )

  it('takes many files at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, i) => vault.put(caseId, key, Buffer.from(`page ${i % 10}`))),
    )
    expect(await vault.list(caseId)).toEqual([...new Set(all.map((one) => one.hash))].toSorted())
    expect(await readdir(join(dir, '.incoming'))).toEqual([])
  })
})
