/** Chinese words for the problems of repositories and of publishing. */
import type { ErrorCode } from '#core/errors.ts';
import type { ProblemWords } from '#core/problem-words.ts';

export const publishProblems = {
  'repository-missing': {
    title: '此处没有仓库',
    advice: '请使用 pai-market init 创建仓库，进入某个仓库的文件夹，或使用 --repository 指定仓库。',
  },
  'repository-invalid': {
    title: '仓库当前无法使用',
    advice: '请更正消息中指出的问题；.pai-market/state 中的清单和索引可随时删除，它们会重新生成。',
  },
  'repository-busy': {
    title: '其他命令正在进行更改',
    advice: '未执行任何操作。请等待另一个命令结束后再运行此命令。',
  },
  'version-published': {
    title: '已发布的版本被更改',
    advice: '请为更改的内容使用新的版本号；只有 --replace 才会替换用户可能已安装的内容。',
  },
  'publish-conflict': {
    title: '其他人正在发布到同一目标',
    advice: '您的内容均未对外可见。请稍候，查看对方发布的内容，然后重新发布。',
  },
  'target-unreachable': {
    title: '发布目标没有响应',
    advice: '请检查地址、网络和区域，然后重新运行命令：它会从中断处继续。',
  },
  'target-forbidden': {
    title: '发布目标拒绝访问',
    advice: '请检查凭据以及此帐户的权限。',
  },
  'target-invalid': {
    title: '发布目标中存有其他内容',
    advice: '请发布到空的位置，或存有同一市场的位置。',
  },
  'key-agent': {
    title: '密钥代理未能签名',
    advice: '请直接用 gpg 尝试：gpg --detach-sign FILE；它会说明缺少什么。',
  },
} as const satisfies Partial<Record<ErrorCode, ProblemWords>>;
