/** A file of countries as MaxMind writes them (format 2.0), with the networks it is given: `[bits of the prefix, country]`. */
export function anMmdb(networks: readonly (readonly [string, string])[], record = countryRecord): Buffer {
  const nodes: [Branch, Branch][] = [[null, null]]
  const data: Buffer[] = []
  for (const [prefix, country] of networks) {
    insert(nodes, bitsOf(prefix), Buffer.concat(data).length)
    data.push(record(country))
  }
  const tree = Buffer.concat(
    nodes.map((node) =>
      Buffer.concat(
        node.map((branch) => {
          const value =
            branch === null ? nodes.length : 'node' in branch ? branch.node : nodes.length + 16 + branch.data
          return Buffer.from([value >> 16, (value >> 8) & 255, value & 255])
        }),
      ),
    ),
  )
  const metadata = map({
    node_count: number(6, nodes.length),
    record_size: number(5, 24),
    ip_version: number(5, 6),
    database_type: text('Test-Country'),
    languages: Buffer.from([0, 4]),
    binary_format_major_version: number(5, 2),
    binary_format_minor_version: number(5, 0),
    build_epoch: Buffer.from([8, 2, 0, 0, 0, 0, 105, 0, 0, 0]),
    description: map({ en: text('a test') }),
  })
  const marker = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from('MaxMind.com')])
  return Buffer.concat([tree, Buffer.alloc(16), ...data, marker, metadata])
}

type Branch = null | { readonly node: number } | { readonly data: number }

/** `{country: {iso_code}}`. */
export const countryRecord = (code: string): Buffer => map({ country: map({ iso_code: text(code) }) })
/** `{country_code}`, as others write it. */
export const plainRecord = (code: string): Buffer => map({ country_code: text(code) })

function insert(nodes: [Branch, Branch][], bits: string, data: number): void {
  let at = 0
  for (const [index, bit] of [...bits].entries()) {
    const side = bit === '1' ? 1 : 0
    const node = nodes[at]
    if (node === undefined) throw new Error('no such node')
    if (index === bits.length - 1) {
      node[side] = { data }
      return
    }
    const next = node[side]
    if (next !== null && 'node' in next) at = next.node
    else {
      nodes.push([null, null])
      at = nodes.length - 1
      node[side] = { node: at }
    }
  }
}

/** Of `192.0.2.0/24` or `2001:0db8/32` (the groups that count). */
function bitsOf(prefix: string): string {
  const [base = '', length = ''] = prefix.split('/')
  const binary = (value: number, width: number) => value.toString(2).padStart(width, '0')
  if (base.includes(':')) {
    const groups = base.split(':').map((group) => binary(Number.parseInt(group, 16), 16))
    return groups.join('').padEnd(128, '0').slice(0, Number(length))
  }
  const v4 = base.split('.').map((part) => binary(Number(part), 8))
  return ('0'.repeat(96) + v4.join('')).slice(0, 96 + Number(length))
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  if (bytes.length < 29) return Buffer.concat([Buffer.from([(2 << 5) | bytes.length]), bytes])
  return Buffer.concat([Buffer.from([(2 << 5) | 29, bytes.length - 29]), bytes])
}

function number(type: 5 | 6, value: number): Buffer {
  return Buffer.from([(type << 5) | 2, value >> 8, value & 255])
}

function map(members: Readonly<Record<string, Buffer>>): Buffer {
  const entries = Object.entries(members)
  return Buffer.concat([
    Buffer.from([(7 << 5) | entries.length]),
    ...entries.flatMap(([key, value]) => [text(key), value]),
  ])
}
