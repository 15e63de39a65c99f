export { createRandom } from './random.ts'
export { runScenario, type RunOptions, type RunResult } from './run.ts'
export { drawScenario } from './scenario/draw.ts'
export type { Scenario } from './scenario/scenario.ts'
export {
  addReports,
  noSeeds,
  piecesOf,
  runSeeds,
  type SeedOptions,
  type SeedRange,
  type SeedReport,
  type WorldName,
} from './seeds.ts'
export { shrink, shrinkOffices, type SmallestBreak, type SmallestOffices } from './shrink.ts'
export type { Broken } from './world/world.ts'
export { mutants } from './mutants/list.ts'
export { type Mutant, MisplacedMutant, plant } from './mutants/mutant.ts'
export { drawOffices } from './offices/draw.ts'
export { type OfficesResult, runOffices } from './offices/run.ts'
export type { OfficesScenario } from './offices/scenario.ts'
