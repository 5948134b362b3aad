/** Chinese sentences that several problems share. */

export const ASK_ADMINISTRATOR = '请联系此集群的管理员更正插件配置。';
export const ASK_PUBLISHER =
  '未使用此软件包的任何内容。请通知软件包的发布者；必须重新构建并发布该软件包。';
export const TAMPERED =
  '未使用其中的任何内容。请不要试图绕过此检查：请通知管理员，由其向市场的运营者查询。';
