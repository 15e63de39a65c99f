import { z } from 'zod'

// The page's security policy forbids `eval`. The schema library would try it once and log a violation; imported first,
// this tells it not to, before any schema exists.
z.config({ jitless: true })
