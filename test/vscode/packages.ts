import { onPath, run } from './children.ts';

/** Whether packages of the system can be installed here: on Debian and its kin, as its master. */
export function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

/** Installs packages of the system. Fails with the reason. */
export async function installPackages(names: readonly string[]): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  // A failed update is no failure yet: the lists of last time may do.
  await run('apt-get', ['update'], { limit: 120_000, env }).catch(() => undefined);
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...names], { limit: 600_000, env });
}
