/** The user settings that keep a window quiet: nothing is fetched, offered, shown or saved unless a test asks for it.
 *  With `trust` workspace trust stays switched on, so the window starts in Restricted Mode as it does for a user. */
export function quietSettings(trust = false): Readonly<Record<string, unknown>> {
  return {
    'security.workspace.trust.enabled': trust,
    // The question would cover the window, and nobody is there to answer it.
    'security.workspace.trust.startupPrompt': 'never',
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'update.showReleaseNotes': false,
    'extensions.autoUpdate': false,
    'extensions.autoCheckUpdates': false,
    'extensions.ignoreRecommendations': true,
    'workbench.startupEditor': 'none',
    'workbench.welcomePage.walkthroughs.openOnInstall': false,
    'workbench.tips.enabled': false,
    'workbench.enableExperiments': false,
    'workbench.editor.empty.hint': 'hidden',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'window.commandCenter': false,
    'window.restoreWindows': 'none',
    'window.confirmBeforeClose': 'never',
    'chat.commandCenter.enabled': false,
    'chat.disableAIFeatures': true,
    'git.enabled': false,
    'npm.fetchOnlinePackageInfo': false,
    'json.schemaDownload.enable': false,
    'typescript.disableAutomaticTypeAcquisition': true,
    'remote.autoForwardPorts': false,
    'remote.restoreForwardedPorts': false,
    // In a browser VS Code saves by itself after a second, which would write half-finished edits of a test to disk.
    'files.autoSave': 'off',
    'files.hotExit': 'off',
  };
}
