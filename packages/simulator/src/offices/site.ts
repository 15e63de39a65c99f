import { eventAs, type LogRecord } from '@cherha/event-log'
import type { Caller } from '@cherha/office-hub/core'
import type { Answer, DeskView, DisplayView, ErrorBody, TerminalView, View } from '@cherha/shared/protocol'
import type { QueueEvent } from '@cherha/shared/queue'
import { hubKeyOf } from '@cherha/testing'
import { Hall } from '../actors/hall.ts'
import { People } from '../actors/people.ts'
import { Client } from '../clients/client.ts'
import { HubNode } from '../node/hub-node.ts'
import type { RunningOffice } from '../office.ts'
import { Oracle } from '../oracle/oracle.ts'
import type { Random } from '../random.ts'
import { Computer } from '../world/computer.ts'
import { type Backup, Disk } from '../world/disk.ts'
import { Link } from '../world/link.ts'
import type { World } from '../world/world.ts'
import { isExpectedOfHub } from './expected.ts'
import { Line } from './line.ts'
import { Papers } from './papers.ts'
import type { SitePlan } from './scenario.ts'
import type { ServerDisk } from './server-disk.ts'
import { ServerJudge } from './server-judge.ts'
import type { ServerNode } from './server-node.ts'

export interface SiteParts {
  readonly world: World
  readonly plan: SitePlan
  readonly server: () => ServerNode
  readonly serverDisk: () => ServerDisk
}

/** One office of a run with a server: its hub, its screens, its way to the server, and who judges it. */
export interface Site extends RunningOffice {
  readonly plan: SitePlan
  readonly code: string
  readonly line: Line
  readonly computer: Computer
  readonly judge: ServerJudge
  readonly papers: Papers
  readonly random: Random
  readonly links: readonly Link[]
  /** A hub with a disk of its own and the identity of the office's: a copy of its computer. */
  readonly twin: (backup: Backup) => HubNode
  /** Makes the disk as it is the office's hub. */
  readonly enrol: () => void
  readonly revoke: () => void
  /** Whether the server may exchange anything with the office's hub. */
  readonly isWelcome: () => boolean
}

/** Wires an office: the hub on its computer and disk, a cable to each screen and a line to the server. */
export function openSite({ world: whole, plan, server, serverDisk }: SiteParts): Site {
  const { config } = plan
  const world = whole.forOffice(config.code)
  const { random } = world
  const people = new People()
  const oracle = new Oracle(world, people, false, isExpectedOfHub)
  const judge = new ServerJudge(
    world,
    people,
    config.code,
    config.timeZone,
    (date) => serverDisk().keys.get(config.code)?.has(date) === true,
  )
  const papers = new Papers(world, config.code)
  const computer = new Computer(config.code, world.loop, world.startsAt)
  const links: Link[] = []
  const durable = (records: readonly LogRecord[], isAdopted: boolean): void => {
    if (!isAdopted) judge.hubWrote(records)
    oracle.durable(records, isAdopted)
    for (const { event } of records) papers.see(eventAs<QueueEvent>(event))
    if (isAdopted) papers.adopted()
  }
  const disk = new Disk({
    random: random.fork('disk'),
    onCommitted: (records) => durable(records, false),
    onAdopted: (records) => durable(records, true),
    onReplaced: () => papers.lost(oracle.replaced()),
  })
  oracle.watch(disk)
  const line = new Line({
    loop: world.loop,
    random: random.fork('line'),
    plan: plan.line,
    reach: () => {
      const life = server().life
      return life === null ? null : { accept: (end) => life.accept(end), lives: () => life.alive }
    },
    seen: (text) => {
      if (people.isNamedIn(text) || text.includes('documentDigits'))
        world.fail('D1', `a message between office ${config.code} and the server names somebody`)
    },
  })
  const hub = new HubNode({
    world,
    config,
    disk,
    computer,
    random: random.fork('hub'),
    snapshotEvery: plan.snapshotEvery,
    witness: {
      committed: (...given) => oracle.committed(...given),
      begins: () => oracle.begins(),
      started: (life) => oracle.started(life),
      died: () => oracle.died(),
      issued: (ticket) => {
        oracle.issued(ticket)
        papers.printed(ticket)
      },
      desk: (...given) => oracle.desk(...given),
      shown: (...given) => oracle.shown(...given),
      answered: (...given) => oracle.answered(...given),
      reported: (...given) => oracle.reported(...given),
    },
    connectServer: (lives) => line.connect(lives),
    onGone: () => line.hubGone(),
  })

  const linkOf = (name: string): Link => {
    const known = links.find((link) => link.name === name)
    if (known !== undefined) return known
    const link = new Link(name, world.loop, random.fork(`link ${name}`), plan.net)
    links.push(link)
    return link
  }
  const connect = <V extends View>(cable: string, name: string, caller: Caller): Client<V> =>
    new Client<V>({
      world,
      hub,
      link: linkOf(cable),
      random: random.fork(`client ${name}`),
      caller,
      onSend: (commandId, sender, body) => oracle.answers.sent(commandId, sender, body),
      onAnswer: (commandId: string, answer: Answer | ErrorBody) => {
        oracle.answers.heard(commandId, answer)
        papers.heard(commandId, answer)
      },
    })
  const deviceOf = <V extends View>(id: string): Client<V> => {
    const device = config.devices.find((one) => one.id === id)
    if (device === undefined) throw new Error(`the office has no device ${id}`)
    return connect<V>(id, id, { kind: 'device', device: { id, role: device.role, windows: device.windows ?? [] } })
  }
  const clientOf = (login: string, id: string): Client<DeskView> => {
    const staff = config.staff.find((one) => one.login === login)
    if (staff === undefined) throw new Error(`nobody is called ${login}`)
    const session = { id, login, device: 'desk-1', expires: Number.MAX_SAFE_INTEGER }
    return connect<DeskView>(`desk of ${login}`, id, { kind: 'staff', session, staff })
  }
  const identities = random.fork('identities')
  return {
    world,
    config,
    people,
    hall: new Hall(),
    answers: oracle.answers,
    terminals: plan.terminals.map(({ device, printerFails }) => ({
      client: deviceOf<TerminalView>(device),
      printerFails,
    })),
    fail: (rule, sentence) => world.fail(rule, `office ${config.code}: ${sentence}`),
    historyLost: () => papers.anyLost,
    hub,
    disk,
    oracle,
    clientOf,
    deskOf: (login) => clientOf(login, random.fork(`session ${login}`).uuid()),
    displayOf: (device) => deviceOf<DisplayView>(device),
    finish: () => '',
    plan,
    code: config.code,
    line,
    computer,
    judge,
    papers,
    random,
    links,
    isWelcome: () => disk.identity !== null && !serverDisk().isDiverged(disk.identity.hub),
    revoke: () => {
      for (const id of serverDisk().revoke(config.code)) server().life?.gateway.revoked(id)
    },
    enrol() {
      const key = hubKeyOf(identities.bytes(32))
      const id = identities.uuid()
      this.revoke()
      serverDisk().enrol(id, config.code, key.publicKey)
      disk.identity = { office: config.code, hub: id, sign: key.sign }
    },
    twin: (backup) => openTwin(backup, { world, plan, disk, random, line, judge }),
  }
}

interface TwinParts {
  readonly world: World
  readonly plan: SitePlan
  readonly disk: Disk
  readonly random: Random
  readonly line: Line
  readonly judge: ServerJudge
}

function openTwin(backup: Backup, { world, plan, disk, random, line, judge }: TwinParts): HubNode {
  const { config, snapshotEvery } = plan
  const copy = new Disk({
    random: random.fork('disk of the twin'),
    onCommitted: (records) => judge.hubWrote(records),
  })
  copy.replace(backup, null)
  copy.identity = disk.identity
  const quiet = (): void => {}
  return new HubNode({
    world,
    config,
    disk: copy,
    computer: new Computer(`${config.code} twin`, world.loop, world.startsAt),
    random: random.fork('twin'),
    snapshotEvery,
    witness: {
      committed: quiet,
      begins: quiet,
      started: quiet,
      died: quiet,
      issued: quiet,
      desk: quiet,
      shown: quiet,
      answered: quiet,
      reported: (message, error) => {
        if (!isExpectedOfHub(message)) world.fail('no-error', `the twin says: ${message} (${String(error)})`)
      },
    },
    connectServer: (lives) => line.connect(lives),
    onGone: () => line.hubGone(),
  })
}
