import { type Caller, dateAt } from '@cherha/office-hub/core'
import type { DeskView, DisplayView, TerminalView, View } from '@cherha/shared/protocol'
import { Hall } from './actors/hall.ts'
import type { Office } from './actors/office.ts'
import { People } from './actors/people.ts'
import { Client } from './clients/client.ts'
import { HubNode } from './node/hub-node.ts'
import { Oracle } from './oracle/oracle.ts'
import type { RunOptions } from './run.ts'
import type { Scenario } from './scenario/scenario.ts'
import { Computer } from './world/computer.ts'
import { Disk } from './world/disk.ts'
import { Link } from './world/link.ts'
import { World } from './world/world.ts'

/** An office of a run with everything that is wired in it. */
export interface RunningOffice extends Office {
  readonly hub: HubNode
  readonly disk: Disk
  readonly oracle: Oracle
  /** A desk with a new session. */
  readonly clientOf: (login: string, session: string) => Client<DeskView>
  readonly deskOf: (login: string) => Client<DeskView>
  readonly displayOf: (device: string) => Client<DisplayView>
  /** The last checks. @returns hash of the newest event */
  readonly finish: () => string
}

/** Wires an office: the hub on its computer and disk, and a cable to each screen. */
export function openOffice(scenario: Scenario, { openLog, tell }: RunOptions): RunningOffice {
  const { config, seed, startsAt } = scenario
  const world = new World({ seed: `run ${seed}`, startsAt, ...(tell === undefined ? {} : { tell }) })
  const people = new People()
  const movesClocks = scenario.faults.some(({ kind }) => kind === 'clock-step' || kind === 'disk-full')
  const oracle = new Oracle(world, people, !movesClocks)
  const computer = new Computer('hub', world.loop, startsAt)
  world.computers.push(computer)
  const disk = new Disk({
    ...(openLog === undefined ? {} : { openLog }),
    random: world.random.fork('disk'),
    onCommitted: (records) => oracle.durable(records),
  })
  oracle.watch(disk)
  const random = world.random.fork('hub')
  const hub = new HubNode({
    world,
    config,
    disk,
    computer,
    random,
    snapshotEvery: scenario.snapshotEvery,
    witness: oracle,
  })

  /** One cable per place of work: a new session at a desk uses the old one. */
  const linkOf = (name: string): Link => {
    const known = world.links.find((link) => link.name === name)
    if (known !== undefined) return known
    const link = new Link(name, world.loop, world.random.fork(`link ${name}`), scenario.net)
    world.links.push(link)
    return link
  }
  const connect = <V extends View>(cable: string, name: string, caller: Caller): Client<V> =>
    new Client<V>({
      world,
      hub,
      link: linkOf(cable),
      random: world.random.fork(`client ${name}`),
      caller,
      onSend: (commandId, sender, body) => oracle.answers.sent(commandId, sender, body),
      onAnswer: (commandId, answer) => oracle.answers.heard(commandId, answer),
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
  return {
    world,
    config,
    people,
    hall: new Hall(),
    answers: oracle.answers,
    terminals: scenario.terminals.map(({ device, printerFails }) => ({
      client: deviceOf<TerminalView>(device),
      printerFails,
    })),
    fail: (rule, sentence) => world.fail(rule, sentence),
    hub,
    disk,
    oracle,
    clientOf,
    deskOf: (login) => clientOf(login, world.random.fork(`session ${login}`).uuid()),
    displayOf: (device) => deviceOf<DisplayView>(device),
    finish: () => oracle.finish(hub.life, passedDates(scenario, hub), seed % 8 === 0),
  }
}

/** Dates that are over by the hub's own clock, and that it was there to close. */
function passedDates({ dates, config }: Scenario, { life }: HubNode): readonly string[] {
  if (life === null || !life.ready) return []
  const today = dateAt(life.clock.now().at, config.timeZone)
  return dates.filter((date) => date < today)
}
