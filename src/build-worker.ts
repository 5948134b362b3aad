/** Door of the threads of `pai-market build`: runs its tasks. */
import { answerCalls } from '#adapters/node/worker-side.ts';
import { runBuildTask } from '#flows/build/tasks.ts';
import { createTaskWorld } from './build-world.ts';

const world = createTaskWorld();

answerCalls((name, input) => runBuildTask(name, input, world));
