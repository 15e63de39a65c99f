import { createServer } from 'node:net'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { type ConnectProblem, pairWithHub } from '../../src/index.ts'
import { answerJson, standBetween, startRealHub } from './real-hub.ts'

const failsWith = (problem: ConnectProblem) => ({ name: 'PairingError', problem })
const goodOffer = { pairing: 'p', salt: 'A'.repeat(22), params: { N: 32_768, r: 8, p: 1 } }

test('S31 a device pairs over TLS with a hub it has never seen, and knows its certificate from then on', async () => {
  const office = await startRealHub()
  const code = await office.code('display', 'hall')
  const paired = await pairWithHub({ address: office.url, role: 'display', code })
  expect(paired).toMatchObject({
    hubUrl: office.url,
    deviceId: 'hall',
    fingerprint: office.hub.fingerprint,
    office: { code: '6801' },
  })
  expect(paired.pinnedCertificatePem).toContain('BEGIN CERTIFICATE')
  expect(office.hub.credentials.deviceOf(paired.token)).toMatchObject({ id: 'hall', role: 'display' })
})

test('a code is taken as people type it', async () => {
  const office = await startRealHub()
  for (const typed of [
    (code: string) => code.toLowerCase(),
    (code: string) => ` ${code.replace('-', ' ')} `,
    (code: string) => code.replaceAll('0', 'O').replaceAll('1', 'l').replace('-', ''),
  ]) {
    const code = typed(await office.code())
    await expect(pairWithHub({ address: office.url, role: 'display', code })).resolves.toMatchObject({})
  }
})

test('S34 a hub of this computer is paired in the clear', async () => {
  const office = await startRealHub()
  const code = await office.code()
  const paired = await pairWithHub({ address: office.hub.url, role: 'display', code })
  expect(paired).toMatchObject({ fingerprint: 'loopback', pinnedCertificatePem: null, hubUrl: office.hub.url })
})

test('S31 whoever stands between device and hub gets no token, no code and no proof he can use', async () => {
  const office = await startRealHub()
  const between = await standBetween({ hubUrl: office.url })
  const code = await office.code()
  const before = office.hub.credentials.devices()
  await expect(pairWithHub({ address: between.url, role: 'display', code })).rejects.toMatchObject(
    failsWith('wrong-code'),
  )
  expect(office.hub.credentials.devices()).toEqual(before)
  const heard = between.heard.join('')
  expect(heard).toContain('"proof"')
  expect(heard).not.toContain(code.replace('-', ''))
  // he sends what he has heard to the hub himself
  const stolen = /\{"pairing.*\}/.exec(heard)?.[0] ?? ''
  const status = await new Promise((resolve, reject) => {
    const replayed = request(
      `${office.url}/api/pairing`,
      { method: 'POST', rejectUnauthorized: false, agent: false, headers: { 'content-type': 'application/json' } },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      },
    )
    replayed.on('error', reject)
    replayed.end(stolen)
  })
  expect(status).toBe(401)
  // and the device can still be paired with the hub itself
  await expect(pairWithHub({ address: office.url, role: 'display', code })).resolves.toMatchObject({})
})

test('S31 a server that does not know the code cannot make a device trust it', async () => {
  const token = 't'.repeat(43)
  const grant = {
    token,
    deviceId: 'display-1',
    office: { code: '1', name: { uk: 'а', en: 'a' } },
    proof: '0'.repeat(64),
  }
  const between = await standBetween({
    answer: (device, heard) => {
      if (heard().startsWith('GET')) answerJson(device, 200, goodOffer)
      else if (heard().includes('}')) answerJson(device, 200, grant)
    },
  })
  await expect(pairWithHub({ address: between.url, role: 'display', code: 'AAAA-AAAA' })).rejects.toMatchObject(
    failsWith('hub-not-proved'),
  )
})

test('S31 weaker parameters or another form of offer get no proof at all', async () => {
  for (const offer of [
    { ...goodOffer, params: { N: 2, r: 8, p: 1 } },
    { ...goodOffer, params: { N: 32_768, r: 1, p: 1 } },
    { ...goodOffer, salt: 'short' },
    { hello: 'world' },
    'text',
  ]) {
    const between = await standBetween({ answer: (device) => answerJson(device, 200, offer) })
    await expect(pairWithHub({ address: between.url, role: 'display', code: 'AAAA-AAAA' })).rejects.toMatchObject(
      failsWith('not-a-hub'),
    )
    expect(between.heard.join('')).not.toContain('proof')
    await between.close()
  }
})

test('each refusal of the hub has its own problem', async () => {
  const office = await startRealHub()
  const pair = (code: string) => pairWithHub({ address: office.url, role: 'display', code })
  await expect(pair('AAAA-AAAA')).rejects.toMatchObject(failsWith('no-pairing'))
  const first = await office.code()
  const wrong = first.startsWith('7') ? `8${first.slice(1)}` : `7${first.slice(1)}`
  for (let i = 0; i < 5; i += 1) await expect(pair(wrong)).rejects.toMatchObject(failsWith('wrong-code'))
  await expect(pair(first)).rejects.toMatchObject(failsWith('pairing-locked'))
  const second = await office.code()
  await office.clock.advance(10 * 60_000, () => office.hub.idle())
  await expect(pair(second)).rejects.toMatchObject(failsWith('no-pairing'))
  const third = await office.code()
  await pair(third)
  await expect(pair(third)).rejects.toMatchObject(failsWith('no-pairing'))
})

test('a code that expires while the device proves it has ended', async () => {
  const office = await startRealHub()
  const code = await office.code()
  const paired = pairWithHub({
    address: office.url,
    role: 'display',
    code,
    beforeProof: () => office.clock.advance(10 * 60_000, () => office.hub.idle()),
  })
  await expect(paired).rejects.toMatchObject(failsWith('pairing-ended'))
})

test('what cannot be an address or a code is refused before anything is asked', async () => {
  for (const address of ['', 'http://192.0.2.7:4743', 'ftp://x', '300.1.1.1', 'a b', '192.0.2.7:99999', 'x/../y'])
    await expect(pairWithHub({ address, role: 'display', code: 'AAAA-AAAA' })).rejects.toMatchObject(
      failsWith('address'),
    )
  for (const code of ['', 'AAAA', 'AAAA-AAAAA', 'AAAA-AAAU', 'ЖЖЖЖ-ЖЖЖЖ'])
    await expect(pairWithHub({ address: '192.0.2.7', role: 'display', code })).rejects.toMatchObject(
      failsWith('code-form'),
    )
})

test('an address where nothing, or nothing of a hub, answers', async () => {
  const pair = (address: string) => pairWithHub({ address, role: 'display', code: 'AAAA-AAAA', answerMs: 300 })
  const silent = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void silent.close())
  await new Promise((resolve) => silent.once('listening', resolve))
  const { port } = silent.address() as AddressInfo
  await expect(pair(`https://127.0.0.1:${port}`)).rejects.toMatchObject(failsWith('hub-unreachable'))
  await expect(pair('https://127.0.0.1:1')).rejects.toMatchObject(failsWith('hub-unreachable'))
  const page = await standBetween({
    answer: (device) => device.end('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello'),
  })
  await expect(pair(page.url)).rejects.toMatchObject(failsWith('not-a-hub'))
})
