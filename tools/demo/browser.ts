import { spawn } from 'node:child_process'

/** Opens an address in the computer's browser; false when there is no screen to show it on. */
export function openInBrowser(url: string): boolean {
  const { platform, env } = process
  if (platform === 'linux' && env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined) return false
  const [command, args] =
    platform === 'darwin'
      ? ['open', [url]]
      : platform === 'win32'
        ? ['cmd', ['/c', 'start', '', url]]
        : ['xdg-open', [url]]
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
  return true
}
