/** The wizard in Chinese, through a whole install: nothing of ours is left in English, and another language loses nothing. */
import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { setWords } from '#ui/messages/language.ts';
import { speak } from '#ui/messages/speak.ts';
import { installWorld } from '../../fakes/install-services.ts';
import { closePlugin, openPlugin } from '../../fakes/page.tsx';
import { submitAction } from '../../fakes/wizard.ts';
import { button, PACKAGE } from './visit.tsx';

import type { InstallWorldOptions } from '../../fakes/install-services.ts';

beforeEach(() => speak('zh'));
afterEach(() => {
  closePlugin();
  setWords(undefined);
});

const READ_FIRST = {
  type: 'informational',
  label: '开始之前',
  arguments: [{ name: 'text', value: '请先阅读。' as never }],
};

/** What the package, the market, the cluster and the log's requests are called. */
const NAMES =
  /MNIST training|Example \w+|<\S+@\S+>|(?:default|research) GPU|\b\d\.\d (?:GET|POST|PUT) \S+/g;

/** Texts and names on the page, but for code, that have two words of English in a row. */
function englishOf(element: Element): string[] {
  const found: string[] = [];
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const code = walk.currentNode.parentElement?.closest('pre, code, textarea, style');
    if (!code) found.push(walk.currentNode.textContent ?? '');
  }
  for (const each of element.querySelectorAll('[aria-label], [title]')) {
    found.push(each.getAttribute('aria-label') ?? '', each.getAttribute('title') ?? '');
  }
  return found.filter((text) => /[a-z]{2,} [a-z]{2,}/i.test(text.replace(NAMES, '')));
}

async function openForm(options: InstallWorldOptions = {}) {
  const world = installWorld(options);
  const services = { ...world.services, keptLanguage: () => 'zh' };
  const page = openPlugin(services, PACKAGE);
  await page.user.click(await screen.findByRole('button', { name: '安装' }));
  await screen.findByText('作业名称');
  return { ...page, world };
}

it('shows form, plan, run, log and receipt in Chinese', async () => {
  const { user, element } = await openForm();
  expect(englishOf(element)).toEqual([]);
  await user.click(button('运行'));
  expect(screen.getByRole('alert').textContent).toContain('还有 1 项填写不正确');
  expect(screen.getByRole('alert').textContent).toContain('token 为必填项。');
  await user.type(screen.getByLabelText('token'), 'hunter2');
  const preview = screen.getByRole('region', { name: '将要发送的内容' });
  expect(preview.textContent).toContain('提交作业 mnist：2 个实例');
  expect(preview.textContent).toContain('查看是否已有同名作业');
  expect(englishOf(element)).toEqual([]);
  await user.click(button('运行'));
  const status = await screen.findByRole('status');
  await waitFor(() => expect(status.textContent).toContain('作业 mnist 已提交。'));
  await waitFor(() => expect(status.textContent).toContain('已成功'));
  expect(status.textContent).not.toMatch(/[A-Z]{5,}/);
  await screen.findByText('安装记录');
  expect(screen.getByRole('link', { name: '在门户中打开作业 mnist' })).toBeDefined();
  expect(englishOf(element)).toEqual([]);
});

it('keeps what was typed when another language is chosen', async () => {
  const { user, element } = await openForm({ actions: [submitAction(), READ_FIRST] });
  await user.clear(screen.getByLabelText('作业名称'));
  await user.type(screen.getByLabelText('作业名称'), 'first-try');
  await user.click(button('English'));
  const name = await screen.findByLabelText<HTMLInputElement>('Job name');
  expect(name.value).toBe('first-try');
  expect(button('Next')).toBeDefined();
  expect(element.textContent).not.toContain('作业名称');
});

it('says why nothing was sent, and what is to be chosen, in Chinese', async () => {
  const { user, world, element } = await openForm();
  world.jobs.add('mnist');
  await user.type(screen.getByLabelText('token'), 'hunter2');
  await user.click(button('运行'));
  await screen.findByText('此名称已被占用。');
  expect(element.textContent).not.toContain('This name is taken');
});
