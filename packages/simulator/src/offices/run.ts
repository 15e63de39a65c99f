import { Clerk } from '../actors/clerk.ts'
import { Display } from '../actors/display.ts'
import { Lead } from '../actors/lead.ts'
import { until } from '../actors/office.ts'
import { Visitor } from '../actors/visitor.ts'
import { World } from '../world/world.ts'
import { administer } from './administrator.ts'
import { befallServer, befallSite, restore } from './befall.ts'
import { difference, judgeConverged } from './convergence.ts'
import { isExpectedOfServer } from './expected.ts'
import { comeWithPaper } from './returning.ts'
import type { OfficesScenario } from './scenario.ts'
import { ServerDisk } from './server-disk.ts'
import { ServerNode } from './server-node.ts'
import { openSite, type Site } from './site.ts'
import { WebVisitor } from './web.ts'
import type { Broken } from '../world/world.ts'

export interface OfficesResult {
  readonly officeDays: number
  readonly events: number
  readonly steps: number
  /** Hashes of the newest events of all logs: the same scenario gives the same ones. */
  readonly logHash: string
  readonly types: Readonly<Record<string, number>>
  /** Virtual time from the end of all trouble until every office was one again, ms; null: it was not. */
  readonly convergedAfterMs: number | null
  /** Numbers printed twice by a hub that nobody had told it was put back. */
  readonly unavoidable: number
  readonly broken: Broken | null
}

/** How long after the end of all trouble hubs and server may need to be one office again. */
const convergesMs = 5 * 60_000
const lookEveryMs = 2_000
/** Longer than the longest chain of promises of the server. */
const rounds = 16
const mostSteps = 600_000

/** Lives through a scenario of a server and its offices, and sees whether they become one again. */
export async function runOffices(
  scenario: OfficesScenario,
  { tell }: { readonly tell?: ((line: string) => void) | undefined } = {},
): Promise<OfficesResult> {
  const world = new World({
    seed: `offices run ${scenario.seed}`,
    startsAt: scenario.startsAt,
    rounds,
    steps: mostSteps,
    ...(tell === undefined ? {} : { tell }),
  })
  const disk = new ServerDisk({
    loop: world.loop,
    random: world.random.fork('server disk'),
    offices: scenario.sites.map(({ config }) => config.code),
    onCommitted: (office, log, records) => sites.find(({ code }) => code === office)?.judge.committed(log, records),
  })
  const server = new ServerNode({
    world,
    random: world.random.fork('server'),
    disk,
    configs: scenario.sites.map(({ config }) => config),
    report: (message, error) => {
      world.note(() => `the server says: ${message} (${String(error)})`)
      if (!isExpectedOfServer(message)) world.fail('no-error', `the server says: ${message} (${String(error)})`)
    },
    onStart: () => {},
    onDeath: () => sites.forEach(({ line }) => line.serverGone()),
  })
  const sites: Site[] = scenario.sites.map((plan) =>
    openSite({ world, plan, server: () => server, serverDisk: () => disk }),
  )
  server.start()
  for (const site of sites) begin(site, server)
  for (const fault of scenario.serverFaults) {
    world.spawn(`server ${fault.kind}`, async () => {
      await until(world, fault.at)
      await befallServer(fault, world, server, disk)
    })
  }
  let convergedAfterMs: number | null = null
  try {
    await world.loop.run(scenario.healsAt - scenario.startsAt)
    if (world.broken === null) convergedAfterMs = await heal(world, sites, server, disk)
  } catch (error) {
    world.fail('no-error', error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  if (world.broken === null) for (const site of sites) judgeConverged(site, server, scenario.seed % 8 === 0)
  const heads =
    world.broken === null ? sites.map((site) => site.oracle.finish(site.hub.life, [], scenario.seed % 8 === 0)) : []
  return {
    officeDays: scenario.sites.reduce((sum, { dates }) => sum + dates.length, 0),
    events: sites.reduce((sum, { oracle }) => sum + oracle.counts.events, 0),
    steps: world.loop.steps,
    logHash: world.broken === null ? heads.join(' ') : '',
    types: addTypes(sites.map(({ oracle }) => oracle.types)),
    convergedAfterMs: world.broken === null ? convergedAfterMs : null,
    unavoidable: sites.reduce((sum, { papers }) => sum + papers.unavoidable, 0),
    broken: world.broken,
  }
}

/** Everybody of an office, and what befalls it. */
function begin(site: Site, server: ServerNode): void {
  const { world, plan, hub, clientOf, deskOf, displayOf, papers } = site
  site.enrol()
  const lead = plan.lead === null ? null : new Lead(world, deskOf(plan.lead.login), plan.lead)
  papers.onLoss((paper) => world.spawn('somebody with a paper', () => comeWithPaper(site, paper)))
  world.loop.after(1_000, () => hub.start())
  for (const { client } of site.terminals) client.connect()
  for (const display of plan.displays) {
    world.spawn(display.device, () => new Display(world, displayOf(display.device), display).live())
  }
  if (lead !== null) world.spawn('the lead', () => lead.live())
  for (const clerk of plan.clerks) world.spawn(clerk.login, () => new Clerk(site, clerk, clientOf).live())
  for (const visitor of plan.visitors) world.spawn(`visitor ${visitor.id}`, () => new Visitor(site, visitor).live())
  for (const visitor of plan.web) {
    world.spawn(`web visitor ${visitor.id}`, () => new WebVisitor(site, server, visitor).live())
  }
  for (const change of plan.changes) {
    world.spawn('an administrator', async () => {
      await until(world, change.at)
      await administer(change, site, server)
    })
  }
  for (const fault of plan.faults) {
    world.spawn(fault.kind, async () => {
      if ('ageMs' in fault) await until(world, fault.at - fault.ageMs)
      const backup = 'ageMs' in fault ? site.disk.backup() : null
      await until(world, fault.at)
      await befallSite(fault, site, lead, backup)
    })
  }
}

/** All trouble ends; where hub and server have two histories, the administrator settles it as the manual says. */
async function heal(
  world: World,
  sites: readonly Site[],
  server: ServerNode,
  disk: ServerDisk,
): Promise<number | null> {
  const { loop } = world
  const from = loop.now
  world.note(() => 'all trouble ends')
  disk.trouble = 'none'
  server.start()
  for (const site of sites) {
    site.line.mend()
    site.disk.full = false
    site.hub.start()
  }
  let apart: string | null = null
  while (loop.now - from < convergesMs && !loop.stopped) {
    await loop.run(loop.now + lookEveryMs)
    for (const site of sites) settle(site)
    const differences = sites.map((site) => difference(site, server))
    apart = differences.find((one) => one !== null) ?? null
    if (apart === null) return loop.now - from
  }
  const which = sites.find((site) => difference(site, server) !== null)
  if (which !== undefined)
    which.fail('R3', `hub and server are not one office ${convergesMs} ms after all trouble: ${apart}`)
  return null
}

function settle(site: Site): void {
  // a kill that waited for its moment may come this late
  site.hub.start()
  const state = site.hub.life?.uplink?.contact.state
  if (state !== 'diverged' && state !== 'refused') return
  site.world.note(() => `an administrator replaces the hub, which is ${state}`)
  site.world.spawn('an administrator', () => restore(site, 1_000))
}

function addTypes(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const types of all) for (const type in types) sum[type] = (sum[type] ?? 0) + (types[type] ?? 0)
  return sum
}
