/** Who made packages: names and organisations of many countries, the first of them much busier than the last. */

const list = (text: string) => text.split(',').map((word) => word.trim());

const FIRST = list(
  `Anna, Wei, Yuki, Min-jun, Priya, José, Fatima, Liam, Zoë, Jürgen, Chloé, Oluwaseun, Ivan, Aylin, Noah, Mei, Haruto, Ji-woo, Arjun, Lucía`,
);
const LAST = list(
  `Müller, Zhang, Tanaka, Kim, Sharma, García, Al-Sayed, O’Brien, Novák, Schmidt, Dubois, Adeyemi, Petrov, Yılmaz, Johnson, Li, Sato, Park, Patel, Fernández`,
);
const ASIAN = list(`王伟, 李娜, 张敏, 刘洋, 陈静, 佐藤健, 鈴木愛, 김민수, 이서연, 黄晓明`);

/** 400 names and ten that are not in Latin letters, in an order in which neighbours have little in common. */
export const AUTHORS: readonly string[] = [
  ...Array.from({ length: FIRST.length * LAST.length }, (_, at) => {
    const first = FIRST[at % FIRST.length] as string;
    const last = LAST[(at * 7 + Math.floor(at / FIRST.length)) % LAST.length] as string;
    return `${first} ${last}`;
  }),
];
export const ASIAN_AUTHORS: readonly string[] = ASIAN;

export const ORGS = list(
  `Northwind Research, Contoso AI, Fabrikam Data, Example University, Open Cluster Group, Vision Lab, Speech Team, Platform Engineering,
  Data Integration Guild, Graph Mining Group, Bio Computing Centre, Adatum, Tailspin Robotics, Wide World Importers, Proseware, Litware, Lamna Health,
  Woodgrove Bank, Humongous Insurance, Alpine Weather Service, City Transport Office, Blue Yonder Flights, School of Informatics, Margie’s Travel,
  Relecloud, Trey Research, Southridge Video, Fourth Coffee, Coho Winery, Lucerne Publishing`,
).map((word) => word.replace(/\s+/g, ' '));
export const ASIAN_ORGS = list(
  `智能计算实验室, 数据平台团队, 清河大学, 未来研究所, 音声チーム, 데이터 연구소`,
);
