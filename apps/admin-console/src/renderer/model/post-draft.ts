import { Post } from '@cherha/shared/protocol'

type RoleKey = Post['roles'][number]
/** Roles of the technology cards. */
export const caseRoles: readonly RoleKey[] = Post.shape.roles.element.options

/** A post as it is being written; `has` false: works with the queue only. */
export interface PostDraft {
  readonly has: boolean
  readonly unit: string
  readonly uk: string
  readonly en: string
  readonly roles: readonly RoleKey[]
}

export function draftOf(post: Post | null): PostDraft {
  if (post === null) return { has: false, unit: '', uk: '', en: '', roles: [] }
  return { has: true, unit: post.unit, uk: post.title.uk, en: post.title.en, roles: post.roles }
}

export type PostProblem = 'unit' | 'uk' | 'en' | 'roles'

/** The post a draft stands for, or which fields are wrong. */
export function postOf(
  draft: PostDraft,
): { readonly ok: true; readonly post: Post | null } | { readonly ok: false; readonly wrong: readonly PostProblem[] } {
  if (!draft.has) return { ok: true, post: null }
  const wanted = {
    unit: draft.unit.trim(),
    title: { uk: draft.uk.trim(), en: draft.en.trim() },
    roles: caseRoles.filter((role) => draft.roles.includes(role)),
  }
  const read = Post.safeParse(wanted)
  const empty = (['uk', 'en'] as const).filter((language) => wanted.title[language] === '')
  if (read.success && empty.length === 0) return { ok: true, post: read.data }
  const paths = new Set(
    read.error?.issues.map(({ path: [first, second] }) => String(first === 'title' ? second : first)),
  )
  return {
    ok: false,
    wrong: (['unit', 'uk', 'en', 'roles'] as const).filter(
      (one) => paths.has(one) || empty.some((language) => language === one),
    ),
  }
}
