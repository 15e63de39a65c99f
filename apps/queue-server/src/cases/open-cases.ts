import { PaperPress } from '@cherha/case-papers/press'
import type { CaseHandover } from '@cherha/shared/protocol'
import { type Card, caseView, reapplicationOf } from '@cherha/shared/workflow'
import { isStillNeeded } from '../connectors/needed.ts'
import type { CaseSink, OutsideData, OutsideJob } from '../connectors/ports.ts'
import { Acting } from './acting.ts'
import { eraseAwaited } from './awaited.ts'
import { CaseNotFound, type Cases, type CaseStaff } from './cases.ts'
import { eraseCase, eraseOldCases } from './erasing.ts'
import { CaseFiles } from './files.ts'
import { distributeAll, distributionFor } from './lists/distribution.ts'
import { caseReport } from './lists/report.ts'
import { statusFor } from './lists/status.ts'
import { taskPage } from './lists/task-list.ts'
import { Looks } from './looks.ts'
import { outsideJobs } from './outside-jobs.ts'
import { PaperMaker } from './papers.ts'
import { People } from './people.ts'
import type { CasePorts } from './ports.ts'
import { Rules } from './rules.ts'
import { CardShelf } from './store/card-shelf.ts'
import { CaseStore } from './store/case-store.ts'
import { Persons } from './store/persons.ts'
import { takeCase } from './taking.ts'
import { tellCase } from './telling.ts'
import { tickAll } from './ticking.ts'
import { type CaseVerification, verifyCase } from './verifying.ts'
import { type CaseAt, CaseWork } from './work.ts'

/** The cases of a server, with what only its own parts ask of them. */
export interface OpenCases extends Cases, CaseSink {
  /** Every card that is known, in every version, as of the last look. */
  cards(): readonly Card[]
  /** @returns false: it is not over, or there is nothing to erase */
  erase(id: string): Promise<boolean>
  /** Erases what ended more than so many years ago. @returns how many cases */
  eraseOld(today: string, years: number): Promise<number>
  /** Removes files of handovers that were begun and not ended a month ago. @returns of how many cases */
  tidy(): Promise<number>
  /** Null: there is no such case. */
  verify(id: string): Promise<CaseVerification | null>
  /** The outside work that cases still wait for, case by case: for queues that were lost. */
  outsideJobs(): AsyncIterable<readonly OutsideJob[]>
  /** Ends the thread that makes papers. */
  close(): Promise<void>
}

/** A card that was imported while the server runs is offered after this long. */
const readCardsMs = 15_000

/** Zone of the day of reports on all offices. */
const kyiv = 'Europe/Kyiv'

/** Opens the cases of an open database. */
export async function openCases(ports: CasePorts): Promise<OpenCases> {
  const { pool, db } = ports.database
  const cards = new CardShelf(db)
  let known = { at: ports.clock.now(), cards: await cards.all() }
  const readCards = async () => {
    known = { at: ports.clock.now(), cards: await cards.all() }
  }
  const persons = await Persons.open(pool)
  const store = new CaseStore(pool, ports.enqueue)
  const rules = new Rules(ports.calendar, ports.clock)
  const people = new People(ports.office)
  const work = new CaseWork(store, cards, rules, ports)
  const press = new PaperPress()
  const papers = new PaperMaker(people, ports, press)
  const looks = new Looks(ports.journal, ports.clock)
  const acting = new Acting({ ports, work, people, papers })
  const files = new CaseFiles({ ports, acting, people, papers, looks })
  const parts = { ports, pool, store, cards, persons, rules, people, work, acting, zone: kyiv }

  const againOf = async ({ stored, card, rules: { context } }: CaseAt) => {
    const { state, dossier } = stored.folder
    if (dossier.applicant === null) return undefined
    const earlier = await persons.earlier(stored.id, card.id, dossier.applicant)
    return reapplicationOf(card, persons.keysOf(dossier.applicant), earlier, state.day, context.calendar)
  }

  return {
    take: (office: string, handover: CaseHandover) => takeCase(parts, office, handover),
    receiveFile: (office, id, hash, bytes) => files.receive(office, id, hash, bytes),
    act: (who, id, body) => acting.act(who, id, body),
    tell: (id, commandId, command) => tellCase(work, id, commandId, command),
    async view(who: CaseStaff, id: string, how = 'look') {
      const now = await acting.look(who, id, 'now')
      const { card, config, stored, rules: of, today } = now
      const actor = people.actor(who, config.code)
      if (actor === null) throw new Error('whoever may look at a case has a post')
      const reapplication = await againOf(now)
      await (how === 'refresh' ? looks.refreshed(who, id) : looks.note(who, id, 'case-seen'))
      return caseView(card, stored.folder, {
        actor,
        context: of.context,
        today,
        names: people.names(config.code),
        windowLabel: (id) => config.windows.find((window) => window.id === id)?.label ?? id,
        ...(reapplication === undefined ? {} : { reapplication }),
      })
    },
    tasks: (who, query) => taskPage(parts, who, query),
    distribution: (who) => distributionFor(parts, who),
    distribute: (who, body) => distributeAll(parts, who, body),
    addFile: (who, id, file, bytes) => files.add(who, id, file, bytes),
    file: (who, id, hash) => files.read(who, id, hash),
    paper: (who, id, paper, stage) => files.paper(who, id, paper, stage),
    status: (body) => statusFor(parts, body),
    async tick(today) {
      await readCards()
      return tickAll(parts, today)
    },
    report: (query, offices) => caseReport(parts, query, offices),
    cards() {
      const now = ports.clock.now()
      if (Math.abs(now - known.at) > readCardsMs) {
        known = { ...known, at: now }
        readCards().catch((error: unknown) => ports.report('the cards cannot be read again', error))
      }
      return known.cards
    },
    erase: (id) => eraseCase(parts, id),
    eraseOld: (today, years) => eraseOldCases(parts, today, years),
    tidy: () => eraseAwaited(parts),
    verify: (id) => verifyCase(pool, store, id),
    async outsideData(id, job): Promise<OutsideData | null> {
      const found = await work.open(id).catch((error: unknown) => {
        if (error instanceof CaseNotFound) return null
        throw error
      })
      if (found === null || !isStillNeeded(job, found.stored.folder, found.card)) return null
      const { stored, card } = found
      const { state, dossier } = stored.folder
      if (dossier.applicant === null) return null
      const sent = job.kind === 'inquiry' ? state.inquiries.find((one) => one.id === job.inquiry) : undefined
      const asked = card.stages.find(({ key }) => key === sent?.stage)?.inquiries.find(({ key }) => key === sent?.key)
      return {
        office: state.office,
        card: { id: card.id, title: card.title },
        track: state.track,
        applicant: dossier.applicant,
        receipt: dossier.fees.at(-1)?.code ?? null,
        inquiry: asked === undefined ? null : { key: asked.key, title: asked.title },
        files: dossier.files.map(({ hash, name, type, document }) => ({ hash, name, type, document })),
      }
    },
    outsideFile: (id, hash) => files.content(id, hash),
    outsideJobs: () => outsideJobs(pool, cards),
    close: () => press.close(),
  }
}
