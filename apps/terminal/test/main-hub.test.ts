// The hub process and its supervisor for real, in processes of Node: what is not run here is Electron's own
// `utilityProcess.fork`, three lines in packages/device-shell/src/electron/hub-utility.ts.
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { HubSupervisor, type HubChild, realClock, type HubState } from '@cherha/device-shell/electron'
import { anOffice } from '@cherha/testing'
import { renderEscPos } from '@cherha/ticket-printing'
import { expect, it, onTestFinished } from 'vitest'

function forkNode(children: ChildProcess[]): HubChild {
  const child = fork(path.join(import.meta.dirname, 'hub', 'child.ts'), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  children.push(child)
  return {
    send: (message) => void (child.connected && child.send(message)),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener(code)),
    kill: () => void child.kill('SIGKILL'),
  }
}

function anOfficeFolder(text = JSON.stringify(anOffice().config()), printerOptions = '') {
  const dir = mkdtempSync(path.join(tmpdir(), 'cherha-hosted-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const configFile = path.join(dir, 'office.json')
  writeFileSync(configFile, text)
  const children: ChildProcess[] = []
  const waiting: { wanted: HubState['is']; resolve: (state: HubState) => void }[] = []
  const supervisor = new HubSupervisor({
    clock: realClock,
    fork: () => forkNode(children),
    options: () => ({
      type: 'start',
      configFile,
      dataDir: path.join(dir, 'hub'),
      port: 0,
      printer: `file:${path.join(dir, 'paper')}${printerOptions}`,
      listen: null,
    }),
    onState(state) {
      for (const one of waiting.filter(({ wanted }) => wanted === state.is)) {
        waiting.splice(waiting.indexOf(one), 1)
        one.resolve(state)
      }
    },
  })
  onTestFinished(() => supervisor.stop(), 60_000)
  const becomes = (wanted: HubState['is']) => new Promise<HubState>((resolve) => waiting.push({ wanted, resolve }))
  return { dir, supervisor, children, becomes }
}

const urlOf = (state: HubState): string => (state.is === 'running' ? state.url : '')
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

it('the hub runs in a process of its own, is started again when it is killed, and loses nothing', async () => {
  const office = anOfficeFolder()
  const up = office.becomes('running')
  office.supervisor.start()
  const url = urlOf(await up)
  const before = (await (await fetch(`${url}/health`)).json()) as { seq: number }
  const adopted = (await office.supervisor.ask({ type: 'adopt', device: 'terminal-1', token: null })) as {
    token: string
  }
  expect((await fetch(`${url}/api/device`, bearer(adopted.token))).status).toBe(200)

  const down = office.becomes('waiting')
  const again = office.becomes('running')
  office.children[0]?.kill('SIGKILL')
  expect(await down).toMatchObject({ restarts: 1 })
  const second = urlOf(await again)
  expect(office.children).toHaveLength(2)
  const after = (await (await fetch(`${second}/health`)).json()) as { seq: number }
  expect(after.seq).toBeGreaterThanOrEqual(before.seq)
  const kept = await office.supervisor.ask({ type: 'adopt', device: 'terminal-1', token: adopted.token })
  expect(kept).toMatchObject({ token: adopted.token })
})

it('the hub gives the terminal’s maintenance screen a test page and a pairing code', async () => {
  const office = anOfficeFolder()
  const up = office.becomes('running')
  office.supervisor.start()
  await up
  await office.supervisor.ask({ type: 'print-test' })
  expect(readdirSync(path.join(office.dir, 'paper')).filter((name) => name.includes('test'))).not.toEqual([])
  const pairing = (await office.supervisor.ask({ type: 'pair', role: 'display' })) as { code: string; until: string }
  expect(pairing.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}[ -]?[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(Date.parse(pairing.until)).toBeGreaterThan(Date.now())
  await office.supervisor.stop()
  expect(office.children[0]?.exitCode).toBe(0)
})

it('the test page is as wide as the printer’s paper', async () => {
  const office = anOfficeFolder(undefined, '?paper=58&cut=full')
  const up = office.becomes('running')
  office.supervisor.start()
  await up
  await office.supervisor.ask({ type: 'print-test' })
  const paper = path.join(office.dir, 'paper')
  const name = readdirSync(paper).find((one) => one.includes('test')) ?? expect.fail('no test page')
  const page = readFileSync(path.join(paper, name))
  const { clipped, cuts } = renderEscPos(page, { width: 384 })
  expect({ clipped, cuts }).toEqual({ clipped: false, cuts: 1 })
  expect([...page.subarray(-3)]).toEqual([0x1d, 0x56, 0])
})

it('a configuration that cannot be used is told, and not tried again at once', async () => {
  const office = anOfficeFolder('{"code": "12"}')
  const down = office.becomes('waiting')
  office.supervisor.start()
  const state = await down
  expect(state).toMatchObject({ is: 'waiting', problem: expect.stringMatching(/code/) })
  expect(office.children[0]?.exitCode).toBe(2)
})
