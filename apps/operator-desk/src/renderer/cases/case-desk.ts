import type { CaseClient } from './model/client.ts'
import type { DocumentViewer } from './show-document.ts'
import { createDistribution, type Distribution } from './state/distribution.ts'
import { createFolders, type Folders } from './state/folders.ts'
import { createIntake, type Intake, starting } from './state/intake.ts'
import { type CasesDialog, type CasesPage, type CasesStore, createCasesStore, nothingKnown } from './state/state.ts'
import { createTasks, type Tasks } from './state/tasks.ts'
import { createUploads, type Uploads } from './state/uploads.ts'

/** The desk's part for applications: what it knows, and all that can be done. */
export interface CaseDesk {
  readonly store: CasesStore
  readonly folders: Folders
  readonly uploads: Uploads
  readonly tasks: Tasks
  readonly distribution: Distribution
  readonly intake: Intake
  goTo(page: CasesPage): void
  type(form: string, key: string, value: string | boolean | readonly string[]): void
  /** Opens the form of an outcome, or closes it. */
  choose(id: string, stage: string, outcome: string | null): void
  ask(dialog: CasesDialog | null): void
  /** Takes the last trouble off the screen and reads the case again; what is typed stays. */
  lookAgain(id: string): void
  openFile(id: string, hash: string, name: string): Promise<void>
  openPaper(id: string, paper: string, stage: string): Promise<void>
  makeSigningKey(password: string, newPassword?: string): Promise<void>
  /** What could not be read is read again. Called every few seconds while something is on the screen. */
  tick(): void
  /** Forgets everything: the session has ended. */
  forget(): void
}

export interface CaseDeskSurroundings {
  readonly client: CaseClient
  readonly viewer: DocumentViewer
  readonly onSignedOut: () => void
  readonly againAfterMs?: number
  readonly newId?: () => string
}

export function createCaseDesk({
  client,
  viewer,
  onSignedOut,
  againAfterMs = 2_000,
  newId = () => crypto.randomUUID(),
}: CaseDeskSurroundings): CaseDesk {
  const store = createCasesStore()
  let sessions = 0
  const around = { client, times: { againAfterMs }, newId, onSignedOut }
  const folders = createFolders(store, around)
  const tasks = createTasks(store, client, onSignedOut)
  const distribution = createDistribution(store, around)
  const intake = createIntake(store, { ...around, folders })

  function goTo(page: CasesPage): void {
    store.setState({ page, unopened: null })
    if (page.name === 'tasks') tasks.show({})
    if (page.name === 'distribution') void distribution.load()
    if (page.name === 'case') void folders.load(page.id)
  }

  async function open(id: string, get: () => ReturnType<CaseClient['file']>, name: string): Promise<void> {
    store.setState({ unopened: null })
    const asked = sessions
    const got = await get()
    // the session ended meanwhile: the document is not the next clerk's
    if (asked !== sessions) return
    if (!got.ok && got.problem.code === 'signed-out') return onSignedOut()
    const unopened = got.ok ? await viewer.show(got.value, `${id} ${name}`) : got.problem.code
    if (asked === sessions && unopened !== null) store.setState({ unopened })
  }

  async function makeSigningKey(password: string, newPassword?: string): Promise<void> {
    store.setState({ signingKey: 'sending' })
    const got = await client.signingKey(password, newPassword)
    if (!got.ok && got.problem.code === 'signed-out') return onSignedOut()
    const away = !got.ok && (got.problem.code === 'away' || got.problem.code === 'server-away')
    store.setState({ signingKey: got.ok ? 'made' : away ? 'away' : 'refused' })
  }

  function tick(): void {
    const { page, folders: read, intake: at } = store.getState()
    if (page.name === 'tasks') tasks.freshen()
    if (page.name === 'distribution' && store.getState().distribution.problem !== null) void distribution.load()
    const shown = page.name === 'case' ? page.id : page.name === 'window' ? at.id : null
    const folder = shown === null ? undefined : read[shown]
    if (shown !== null && folder?.problem != null && !folder.loading) void folders.load(shown)
    else if (shown !== null) folders.freshen(shown)
    if (page.name === 'window') intake.freshen()
  }

  return {
    store,
    folders,
    tasks,
    distribution,
    intake,
    uploads: createUploads(store, { ...around, onDone: folders.load }),
    goTo,
    type: (form, key, value) =>
      store.setState(({ typed }) => ({ typed: { ...typed, [form]: { ...typed[form], [key]: value } } })),
    choose: (id, stage, outcome) =>
      store.setState(({ chosen }) => {
        const { [`${id} ${stage}`]: _before, ...others } = chosen
        return { chosen: outcome === null ? others : { ...others, [`${id} ${stage}`]: outcome } }
      }),
    ask: (dialog) => store.setState({ dialog, ...(dialog?.kind === 'new-key' ? { signingKey: 'none' as const } : {}) }),
    lookAgain: (id) => (id === starting ? intake.lookAgain() : folders.lookAgain(id)),
    openFile: (id, hash, name) => open(id, () => client.file(id, hash), name),
    openPaper: (id, paper, stage) => open(id, () => client.paper(id, paper, stage), paper),
    makeSigningKey,
    tick,
    forget: () => {
      sessions += 1
      viewer.closeAll()
      intake.follow(null)
      store.setState(nothingKnown, true)
    },
  }
}
