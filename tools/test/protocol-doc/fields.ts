import { z } from 'zod'

/**
 * Every field of a schema as a path: `ticket.number`, `next[].time` (in a list), `waiting.{}` (under a key of its own).
 * Lists and objects have a path too, and so have the fields inside them.
 * @param closed schemas whose fields are not opened, unless the walk begins there
 */
export function fieldsOf(
  schema: z.core.$ZodType,
  closed: ReadonlySet<z.core.$ZodType> = new Set(),
  prefix = '',
): string[] {
  if (prefix !== '' && closed.has(schema)) return []
  if (schema instanceof z.ZodObject) {
    return Object.entries<z.core.$ZodType>(schema.shape).flatMap(([name, field]) => {
      const path = prefix === '' ? name : `${prefix}.${name}`
      return [path, ...fieldsOf(field, closed, path)]
    })
  }
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element, closed, `${prefix}[]`)
  if (schema instanceof z.ZodRecord) return [`${prefix}.{}`, ...fieldsOf(schema.valueType, closed, `${prefix}.{}`)]
  if (schema instanceof z.ZodUnion)
    return [...new Set(schema.options.flatMap((option) => fieldsOf(option, closed, prefix)))]
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return fieldsOf(schema.unwrap(), closed, prefix)
  }
  return []
}

/** Every value of the enumerations a schema holds. @param closed as for `fieldsOf` */
export function valuesOf(
  schema: z.core.$ZodType,
  closed: ReadonlySet<z.core.$ZodType> = new Set(),
  inside = false,
): string[] {
  if (inside && closed.has(schema)) return []
  if (schema instanceof z.ZodEnum) return schema.options.map(String)
  if (schema instanceof z.ZodLiteral) return [...schema.values].map(String)
  return partsOf(schema).flatMap((part) => valuesOf(part, closed, true))
}

function partsOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) return Object.values<z.core.$ZodType>(schema.shape)
  if (schema instanceof z.ZodArray) return [schema.element]
  if (schema instanceof z.ZodRecord) return [schema.valueType]
  if (schema instanceof z.ZodUnion) return schema.options
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return [schema.unwrap()]
  }
  return []
}
