import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "daemon-start-failed",
  title: "dockerd does not start, cause not found yet",
  part: "dockerd",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: ["daemon-down"],
  knownToMs: 0,
  signatures: [
    {
      id: "engine-start-failed",
      units: ["dockerd"],
      pattern:
        /^(?:fatal: )?(?:failed to start daemon: |Error starting daemon: |[Ff]ailed to set umask: )|level=fatal\b/,
      label: "start failed",
      severity: "page",
      isEffect: true,
      isLeast: true,
    },
    {
      id: "engine-start-refused",
      units: ["systemd"],
      pattern:
        /Failed to start (?:docker\.service|Docker Application Container Engine|Docker Appl[\w ]*…?$)/m,
      label: "start failed",
      severity: "page",
      isEffect: true,
      isLeast: true,
    },
    {
      // A unit that dockerd needs did not come up: its own start was not tried.
      id: "engine-start-dependency",
      units: ["systemd", "client"],
      pattern:
        /Dependency failed for (?:docker\.service|Docker Appl)|Job docker\.service\/start failed\b|A dependency job for docker\.service failed/,
      label: "start failed",
      severity: "page",
      isEffect: true,
      isLeast: true,
    },
    {
      // What systemctl answers to whoever asked for the start, and what its status says; neither tells why.
      id: "engine-start-answer",
      units: ["client", "systemd"],
      pattern:
        /Job for docker\.service failed(?! because (?:a timeout|start of the service))|docker\.service\b[\s\S]{0,300}?\bActive: (?:failed|inactive \(dead\)|activating \(auto-restart\)) \(Result: (?!start-limit|timeout)/,
      label: "start failed",
      severity: "page",
      isEffect: true,
      isLeast: true,
    },
    {
      id: "engine-not-started",
      units: ["systemd", "client"],
      pattern:
        /^unrecognized service$|initscript docker, action "(?:re)?start" failed|Failed to (?:re)?start docker\.service: Unit|Unit(?: file)? docker\.service (?:does not exist|could not be found|has a bad unit file setting)|docker\.service\b[\s\S]{0,200}\bLoaded: (?:bad-setting|error|masked)\b|docker\.service: Failed (?:at step \w+ spawning|to (?:load environment files|run '[\w-]+' task|execute (?:command|main)|spawn|set up \w+|prepare))/,
      label: "start refused",
      severity: "page",
      isEffect: true,
      isLeast: true,
      isOfPaste: true,
    },
    {
      id: "unit-told-failed",
      units: ["systemd", "client", "dockerd"],
      pattern:
        /docker\.service: main process exited, code=(?:killed|dumped|exited, status=(?!0))|Unit docker\.service (?:entered failed state|has failed)|^docker\.service failed\.|docker\.service\s+loaded\s+failed|unit docker\.service has entered the 'failed' state|start job for unit docker\.service has (?:failed|finished with a failure)|error processing package docker(?:\.io|-ce|-engine)\b|Starting Docker: docker[\s\S]{0,60}fail|rootlesskit:\w+\] error: |Failed to start, \/run\/user|attempting to run rootless dockerd but need|\[ERROR\] (?:Missing system requirements|newuidmap binary not found)|^(?:XDG_RUNTIME_DIR|HOME) needs to be set|^rootlesskit needs to be installed|dockerd needs to be started with root|The Docker daemon needs to be run as root|failed to start cluster component|Error creating cluster component: /,
      label: "start failed",
      severity: "page",
      isEffect: true,
      isLeast: true,
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
