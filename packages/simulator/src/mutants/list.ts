import { hubMutants } from './in-hub.ts'
import { replicationMutants } from './in-replication.ts'
import { ruleMutants } from './in-rules.ts'
import type { Mutant } from './mutant.ts'

/** Every bug the simulator has to find. */
export const mutants: readonly Mutant[] = [...hubMutants, ...ruleMutants, ...replicationMutants]
