/** A runbook with a step of each kind but manual; tests break one line of it. */
export const WHOLE = `---
title: dockerd hung
symptoms: [daemon-hung, container-lock-hung]
---
It lives and does not answer.

## check: The hang is real
Seen from the **host**.

\`\`\`sh
curl --max-time 5 --unix-socket /run/docker.sock http://docker/_ping
\`\`\`

\`\`\`text
## check: not a heading
\`\`\`
pass: api.list answers

## action: Restart dockerd
warning: Stops every container without live-restore.

\`\`\`sh
docker inspect --format '{{.State.Pid}}' {{container}}
systemctl restart docker
\`\`\`

## verify: It lists within a second
pass: api.list below 1000
`;
