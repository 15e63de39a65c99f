import { createHash } from 'node:crypto'
import { checkFile } from '@cherha/case-vault'
import { hashJson } from '@cherha/event-log'
import type { CaseActionAnswer } from '@cherha/shared/protocol'
import { type CaseFile, keptPaper, type PaperKey } from '@cherha/shared/workflow'
import type { Acting } from './acting.ts'
import { ownRefusal } from './answers.ts'
import { CaseFileRefused, CaseNotFound, type CaseStaff, type FileContent, type NewFile } from './cases.ts'
import type { Looks } from './looks.ts'
import type { PaperMaker } from './papers.ts'
import type { People } from './people.ts'
import type { CasePorts } from './ports.ts'
import { awaitCase, mostAwaitedFiles } from './awaited.ts'
import { caseKey, keptKey } from './store/case-keys.ts'

export interface FileParts {
  readonly ports: CasePorts
  readonly acting: Acting
  readonly people: People
  readonly papers: PaperMaker
  readonly looks: Looks
}

const longestName = 120

type Checked =
  | Pick<CaseFile, 'type' | 'scan'>
  | { readonly code: string; readonly message: { readonly uk: string; readonly en: string } }

/** The scans and papers of cases. */
export class CaseFiles {
  readonly #parts: FileParts

  constructor(parts: FileParts) {
    this.#parts = parts
  }

  /** @throws CaseNotFound */
  async add(who: CaseStaff, id: string, file: NewFile, bytes: Uint8Array): Promise<CaseActionAnswer> {
    const { ports, acting, people } = this.#parts
    const now = await acting.look(who, id, 'now')
    const checked = await this.#check(bytes)
    if ('message' in checked) return { ok: false, refusal: { code: checked.code, message: checked.message } }
    const { hash } = await ports.vault.put(id, now.stored.key, bytes)
    const { commandId, document = null, stage = null } = file
    const name = file.name.trim().slice(0, longestName)
    const content = {
      ...checked,
      hash,
      name: name === '' ? hash.slice(0, 8) : name,
      bytes: bytes.length,
      document,
      stage,
    }
    const command = { id: commandId, hash: hashJson({ ...who, file: { hash, name, document, stage } }) }
    return acting.carryOut(id, command, ({ config, today, at }) => {
      const actor = people.actor(who, config.code)
      if (actor === null) throw new CaseNotFound()
      return [{ type: 'add-file', actor, today, at, file: content }]
    })
  }

  /** A file of a handover that is to come. @throws CaseFileRefused */
  async receive(office: string, id: string, hash: string, bytes: Uint8Array): Promise<void> {
    const { ports } = this.#parts
    if (!id.startsWith(`${office}-`)) throw new CaseNotFound()
    if (createHash('sha256').update(bytes).digest('hex') !== hash) {
      throw new CaseFileRefused('damaged', {
        uk: 'Файл дійшов не таким, як його надіслано. Надішліть ще раз.',
        en: 'The file has not arrived as it was sent. Send it again.',
      })
    }
    const checked = await this.#check(bytes)
    if ('message' in checked) throw new CaseFileRefused(checked.code, checked.message)
    const awaited = await awaitCase(ports.database.pool, office, id, ports.clock.now())
    if (awaited === 'taken') return
    if (awaited === 'full' || (await ports.vault.list(id)).length >= mostAwaitedFiles) {
      throw new CaseFileRefused('too-many-files', {
        uk: 'Від цього офісу надійшло забагато файлів справ, яких сервер ще не прийняв. Повідомте адміністратора.',
        en: 'Too many files have come from this office whose cases the server has not taken. Tell the administrator.',
      })
    }
    await ports.vault.put(id, await caseKey(ports.database.pool, id, ports.clock.now()), bytes)
  }

  /** A scan or a paper that is kept. @throws CaseNotFound */
  async read(who: CaseStaff, id: string, hash: string): Promise<FileContent> {
    const { acting, looks, ports } = this.#parts
    const { stored } = await acting.look(who, id, 'now')
    const { files, papers } = stored.folder.dossier
    const file = files.find((one) => one.hash === hash)
    const paper = papers.find((one) => one.hash === hash)
    if (file === undefined && paper === undefined) throw new CaseNotFound()
    const bytes = await ports.vault.get(id, stored.key, hash)
    if (bytes === null) throw new Error(`file ${hash} of case ${id} is not in the vault`)
    await looks.note(who, id, 'case-file-read', hash)
    if (file !== undefined) return { type: file.type, name: file.name, bytes }
    return { type: 'application/pdf', name: `${paper?.paper ?? 'paper'}-${id}.pdf`, bytes }
  }

  /** The content of a scan, for an outside system that is sent it. */
  async content(id: string, hash: string): Promise<Uint8Array> {
    const { ports } = this.#parts
    const key = await keptKey(ports.database.pool, id)
    const bytes = key === null ? null : await ports.vault.get(id, key, hash)
    if (bytes === null) throw new CaseNotFound()
    return bytes
  }

  /** The newest that is kept of this stage, else one made now. @throws CaseNotFound, PaperNotPossible */
  async paper(who: CaseStaff, id: string, paper: PaperKey, stage: string): Promise<Uint8Array> {
    const { acting, looks, papers, people, ports } = this.#parts
    const now = await acting.look(who, id, 'now')
    const { stored, card, config } = now
    if (!card.stages.some(({ key }) => key === stage)) throw new CaseNotFound()
    const kept = keptPaper(stored.folder, paper, stage)
    await looks.note(who, id, 'case-file-read', kept?.hash ?? paper)
    if (kept !== null) {
      const bytes = await ports.vault.get(id, stored.key, kept.hash)
      if (bytes !== null) return bytes
    }
    const author = people.actor(who, config.code)?.id ?? who.login
    return papers.make(now, { paper, stage, author })
  }

  async #check(bytes: Uint8Array): Promise<Checked> {
    const checked = await checkFile(bytes)
    if (!checked.ok) return { code: checked.code, message: checked.message }
    const found = await this.#parts.ports.scanner.scan(bytes)
    if (found.is === 'infected') return ownRefusal('infected-file')
    if (found.is === 'unavailable') return ownRefusal('scanner-unavailable')
    return { type: checked.type, scan: found.is }
  }
}
