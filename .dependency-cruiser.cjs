// Who may import whom (ARCHITECTURE.md, "Layout and who may import whom").
const nodeBuiltins = { dependencyTypes: ['core'] }
const renderer = '^(apps/[^/]+/src/renderer|packages/ui/src)/'
const production = '^(packages/(?!(testing|simulator)/)[^/]+|apps/[^/]+)/src/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'shared-is-pure',
      comment: 'The rules import the schema library and one another, nothing else.',
      severity: 'error',
      from: { path: '^packages/shared/src/' },
      to: { pathNot: ['^packages/shared/src/', '^node_modules/zod/'] },
    },
    {
      name: 'shared-uses-no-builtins',
      severity: 'error',
      from: { path: '^packages/shared/src/' },
      to: nodeBuiltins,
    },
    {
      name: 'simulator-uses-no-builtins',
      comment:
        'A run knows no other time and chance than its own: no timers, no crypto, no files; logs on disk are opened by tools.',
      severity: 'error',
      from: { path: '^packages/simulator/src/' },
      to: nodeBuiltins,
    },
    {
      name: 'log-only-for-its-writers',
      comment: 'The log is opened by the hub, the queue server, the tools and the test fixtures.',
      severity: 'error',
      from: {
        pathNot: ['^packages/(event-log|office-hub|testing|simulator)/', '^apps/queue-server/', '^tools/', '^e2e/'],
      },
      to: { path: '^packages/event-log/' },
    },
    {
      name: 'log-stands-alone',
      comment: 'The log knows records, not what they mean; whoever writes events depends on it, never the other way.',
      severity: 'error',
      from: { path: '^packages/event-log/src/' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/event-log/' },
    },
    {
      name: 'printing-stands-alone',
      comment: 'A ticket is words and bytes: paper knows no hub, no device and no screen.',
      severity: 'error',
      from: { path: '^packages/ticket-printing/src/' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/(ticket-printing|shared)/' },
    },
    {
      name: 'papers-stand-alone',
      comment: 'A paper is words and bytes: it knows no hub, no server and no store.',
      severity: 'error',
      from: { path: '^packages/case-papers/src/' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/(case-papers|shared)/' },
    },
    {
      name: 'vault-stands-alone',
      comment: 'Boxes, files and their checks: the vault knows no hub, no server and no card.',
      severity: 'error',
      from: { path: '^packages/case-vault/src/' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/(case-vault|shared)/' },
    },
    {
      name: 'hub-knows-no-device',
      severity: 'error',
      from: { path: '^packages/office-hub/src/' },
      to: {
        path: '^(packages|apps)/',
        pathNot: '^packages/(office-hub|shared|event-log|ticket-printing|case-vault|case-papers)/',
      },
    },
    {
      name: 'renderers-stay-in-the-page',
      comment: 'A renderer imports shared, ui, its own files and browser packages.',
      severity: 'error',
      from: { path: renderer },
      to: { path: ['^packages/(?!(shared|ui)/)', '^apps/[^/]+/src/(?!renderer/)', '^(tools|e2e)/'] },
    },
    {
      name: 'renderers-use-no-node',
      severity: 'error',
      from: { path: renderer },
      to: nodeBuiltins,
    },
    {
      name: 'renderers-use-no-server-packages',
      severity: 'error',
      from: { path: renderer },
      to: {
        path: '^node_modules/(electron|fastify|@fastify/[^/]+|socket\\.io|better-sqlite3|pino|@napi-rs/[^/]+|playwright-core)/',
      },
    },
    {
      name: 'ui-belongs-to-renderers',
      severity: 'error',
      from: { path: '^packages/(?!(ui|testing)/)[^/]+/src/' },
      to: { path: '^packages/ui/' },
    },
    {
      name: 'packages-know-no-apps',
      severity: 'error',
      from: { path: '^packages/(?!(testing|simulator)/)' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-know-no-other-app',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'production-knows-no-tests',
      comment: 'Nothing that ships imports the fixtures, a test or a tool.',
      severity: 'error',
      from: { path: production },
      to: { path: ['^packages/(testing|simulator)/', '/test/', '^(tools|e2e)/'] },
    },
    {
      name: 'played-systems-only-for-tools-and-tests',
      comment: 'What plays the outside systems is no part of what ships; the program meets it over the network only.',
      severity: 'error',
      from: { pathNot: ['^packages/((registry|sms)-simulator|testing)/', '/test/', '^(tools|e2e)/'] },
      to: { path: '^packages/(registry|sms)-simulator/' },
    },
    {
      name: 'one-door-per-package',
      comment: 'A package is imported by its name, through its exports; only its own tests reach inside.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/',
        pathNot: [
          '^packages/$1/',
          '^packages/[^/]+/src/(index|core)\\.ts$',
          '^packages/(shared|device-shell|ui|case-papers)/src/[^/]+/index\\.tsx?$',
          // what letters say, without what draws them
          '^packages/case-papers/src/letters\\.ts$',
        ],
      },
    },
    {
      name: 'one-door-for-apps-and-tools',
      severity: 'error',
      from: { path: '^(apps|tools|e2e)/' },
      to: {
        path: '^packages/',
        pathNot: [
          '^packages/[^/]+/src/(index|core)\\.ts$',
          '^packages/(shared|device-shell|ui|case-papers)/src/[^/]+/index\\.tsx?$',
          // what letters say, without what draws them
          '^packages/case-papers/src/letters\\.ts$',
          '\\.css$',
          // the suite every log passes, and its records
          '^packages/event-log/test/(contract|records)\\.ts$',
          // text of a paper, read back from its PDF
          '^packages/case-papers/test/read-pdf\\.ts$',
          // the invented card, which every part runs without code of its own
          '^packages/shared/test/workflow/small-card\\.ts$',
        ],
      },
    },
    {
      name: 'no-cycles',
      comment: 'Types may know one another both ways; code may not.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A file nothing imports is either started by somebody or forgotten.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.m?ts$',
          '\\.test\\.tsx?$',
          '^tools/',
          '/tools/',
          '/src/(cli|main|[^/]+-cli)\\.tsx?$',
          '\\.(css|json)$',
        ],
      },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: {
        couldNotResolve: true,
        dependencyTypesNot: ['type-only'],
        pathNot: ['^vite/client$', '^electron/(main|renderer|utility)$'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^out/', '/out/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'],
    },
  },
}
