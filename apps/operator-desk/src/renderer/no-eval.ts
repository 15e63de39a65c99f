import { config } from 'zod'

// The page's policy forbids `eval`: the schemas do not try it.
config({ jitless: true })
