import { CaseAccess, EnrolAnswer, hubLinkPath, linkOver, TaskPage } from '@cherha/shared/protocol'
import { anOffice } from '@cherha/testing'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ServerHandle } from '../../src/server/options.ts'
import { startServer } from '../../src/start-server.ts'
import { AnIntake, caseStaff, hashOf } from '../support/an-intake.ts'
import { aDataFolder } from '../support/database.ts'
import { anIdentity, HubClient, type Identity } from '../support/hub-client.ts'
import { HubLog } from '../support/hub-log.ts'

const folder = aDataFolder()
const config = { ...anOffice().withService('А', { id: 'passport' }).withWindow('w1').config(), staff: caseStaff }
let server: ServerHandle
let identity: Identity

beforeAll(async () => {
  server = await startServer({ port: 0, dataDir: folder.path, pages: null, site: null, logLevel: 'error' })
  await server.offices.create(config)
  const code = await server.provision.enrolmentCode('6801')
  const own = anIdentity()
  const answer = await fetch(`${server.url}/api/hubs/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, publicKey: own.publicKey, restore: false }),
  })
  identity = { ...own, hub: EnrolAnswer.parse(await answer.json()).hub as Identity['hub'] }
})
afterAll(async () => {
  await server.close()
  folder.remove()
})

/** A hub that is connected, and has been welcomed. */
async function connected(): Promise<{ socket: Socket; token: string }> {
  const socket = io(server.url, { path: hubLinkPath, transports: ['websocket'], reconnection: false, forceNew: true })
  const link = linkOver(socket)
  const client = new HubClient(link, new HubLog(Date.now()), identity)
  while (client.welcome === null) await new Promise((resolve) => setTimeout(resolve, 5))
  if (!client.welcome.ok) throw new Error(client.welcome.message)
  const { token } = CaseAccess.parse(await link.ask('case-access', {}))
  return { socket, token }
}

const ask = (path: string, token: string, login: string | null = 'clerk', init: RequestInit = {}): Promise<Response> =>
  fetch(`${server.url}${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${token}`,
      ...(login === null ? {} : { 'x-cherha-staff': login }),
      ...(typeof init.body === 'string' ? { 'content-type': 'application/json' } : {}),
    },
  })

it('S58 a hub hands over and asks with a token of its connection, and with no connection not', async () => {
  const { socket, token } = await connected()
  const intake = new AnIntake(config, { today: new Date().toISOString().slice(0, 10) }).whole()
  const url = `/api/cases/${intake.id}/intake`
  const put = () => ask(url, token, null, { method: 'PUT', body: JSON.stringify(intake.handover) })
  expect(await (await put()).json()).toMatchObject({ state: 'needs-files' })
  const scan = await ask(`${url}/files/${hashOf(intake.scan)}`, token, null, {
    method: 'PUT',
    body: new Uint8Array(intake.scan),
  })
  expect(scan.status).toBe(200)
  expect(await (await put()).json()).toMatchObject({ state: 'taken' })
  expect((await ask(`/api/cases/${intake.id}`, token)).status).toBe(200)
  expect(TaskPage.parse(await (await ask('/api/tasks', token)).json()).server).toBe(true)

  socket.disconnect()
  // the server hears of it in a moment
  while ((await ask('/api/tasks', token)).status !== 401) await new Promise((resolve) => setTimeout(resolve, 5))
  const again = await connected()
  expect((await ask('/api/tasks', token)).status).toBe(401)
  expect((await ask('/api/tasks', again.token)).status).toBe(200)
  again.socket.disconnect()
})

it('a fee cannot be asked for where no outside system is configured, and nobody is told it was not paid', async () => {
  const { token, socket } = await connected()
  const fee = await ask('/api/connectors/check', token, null, {
    method: 'POST',
    body: JSON.stringify({ code: '1234' }),
  })
  expect(await fee.json()).toEqual({ result: 'unreachable' })
  socket.disconnect()
})

it('the person’s signing key is made once, under a password of the person', async () => {
  const { token, socket } = await connected()
  const key = async (body: object) => {
    const answer = await ask('/api/cases/signing-key', token, 'head', { method: 'POST', body: JSON.stringify(body) })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const made = await key({ password: 'кінь батарея скоба' })
  expect(made).toMatchObject({ status: 200, body: { made: true } })
  expect(await key({ password: 'кінь батарея скоба' })).toEqual({ status: 200, body: { ...made.body, made: false } })
  expect(await key({ password: 'зовсім інший пароль' })).toMatchObject({
    status: 409,
    body: { error: { code: 'wrong-password' } },
  })
  socket.disconnect()
})
