"""Common English words, and the Chinese that renders them in titles, terms and names of bodies and places.

It is no dictionary: it shows which English words belong to Chinese that stands beside them.  The list is the project's
own; what it does not have is unknown, and nothing follows from that.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from bitext.languages import LanguageTag
from lang.folding import fold
from lang.lemmas import lemmas
from lang.romanisation import romanised, syllables

_TABLE: Final = """
academy 院 学院 科学院|accident 事故|account 记 录 叙述|action 行 行动 动|adventure 历险 奇遇 冒险
aesthetic 美学 审美|aesthetics 美学|affair 事 事务|age 年代 时代 纪|agency 社 机构 能动|alienation 异化
alley 巷 胡同 里|ambiguity 含混 歧义|American 美|analects 论语|anatomy 解剖|anchor 锚|ancient 古
anecdote 轶事 趣事|anger 怒 愤|animal 动物 兽|annals 纪 春秋 编年|anthology 集 选|anxiety 焦虑 忧虑
apocalypse 启示 末日|architecture 建筑|archive 档案|army 军 部队|art 艺 艺术 术|article 文 文章|artist 艺术家
ash 灰 烬|assemblage 聚合 装置|association 会 协会 联合会|atlas 图|aura 灵光 光韵|authority 权威
autobiography 自传 自述|autumn 秋|avant-garde 先锋|avenue 大街 大道|awakening 觉醒 醒|award 奖|back 背 回
bamboo 竹|banality 平庸|bandit 匪 土匪|bank 银行|banquet 宴|bar 酒吧|barbarian 蛮 夷|bare 赤裸|bay 湾|beast 兽
beauty 美 丽|becoming 生成|being 存在|belief 信 信仰|bell 钟 铃|belt 带|besieged 围|big 大|biography 传
bird 鸟 雀 禽|birth 生 诞|bitter 苦|black 黑 乌|blindness 盲|blood 血|blossom 花|blue 蓝 青|boat 船 舟
body 身 身体 体|bone 骨|book 书 经 集 册|border 边 界|boundary 界 边界|bourgeois 资产阶级 小资|bowl 碗
boy 男孩 少年 童|branch 枝 支|breast 乳 胸|brick 砖|bride 新娘|bridge 桥|bright 明 亮|broken 破 碎 断
brother 兄 弟 哥|brotherhood 兄弟|Buddhism 佛|Buddhist 佛|bureau 局|bureaucracy 官僚|burning 烧 燃 火|cadre 干部
calendar 历|calligraphy 书法|camel 驼|camp 营 派|campaign 运动 战役|canal 运河 渠|canon 典 经 正典
capital 都 资本 首都|capitalism 资本主义|card 卡 证 牌|carnival 狂欢|castle 堡 城堡|cat 猫|catastrophe 灾难
cauldron 鼎 釜 锅|cave 洞 窟|censorship 审查|center 中心|central 中央 中|centre 中心|century 世纪
ceremony 礼 典礼 仪式|chairman 主席|chamber 楼 室 房 厢|change 变 变化|character 人物 性格 字|chastity 贞
chicken 鸡|child 儿童 孩子 童 子 孩|childhood 童年|chimney 烟囱 囱|China 中国 中华 华
Chinese 中国 中华 中 华 汉语 汉|chorus 合唱|chronicle 纪 编年 记 志|chrysanthemum 菊|church 教堂 教会
cinema 电影 影院|circle 圈 圆 环 社 界|citizen 公民 市民|city 城 市 都市 城市|civil 民 文 公民 民事
civilization 文明|class 阶级 班 级 等|classic 经 经典|classical 古典 文言|cloth 布|cloud 云|club 会 俱乐部
coal 煤|cold 冷 寒 凉|collected 集 全集|collection 集 选|college 学院 院 书院|colonial 殖民|colony 殖民地
color 色 彩|comedy 喜剧|comment 评|commentary 评 注 评论|committee 委 委员会|commodity 商品|common 共同 公 常
commons 公地|commune 公社 社|communication 通信 传播 交流|communism 共产|communist 共产
community 社区 共同体 社群|company 公司 社|comparative 比较|compassion 慈悲 同情|complete 全|complex 情结
comrade 同志|concept 概念 观|concrete 水泥 具体|conference 会议 会|confession 忏悔 自白|confinement 禁闭
conflict 冲突|Confucian 儒 孔|Confucianism 儒|conscience 良心 良知|consciousness 意识|contemporary 当代 现代
contention 争鸣|contract 合同 契约|corner 角|cosmopolitan 世界主义|council 会 理事会 院|country 国 乡
countryside 乡 农村 乡下|county 县|courage 勇 勇气|court 院 庭 法院 宫廷|courtesan 妓 名妓|courtyard 院 庭
cradle 摇篮|crane 鹤|creation 创造|creative 创造 创作|crime 罪 犯罪|crisis 危机|criticism 批评 评论 批判
critique 批判|crossing 渡 过|crow 鸦 乌鸦|crowd 群 众|cruel 残酷|cry 喊 哭 呐喊|crystal 晶|cult 崇拜
cultivation 修养|cultural 文化|culture 文化|current 当代 潮|custom 俗 风俗|cyborg 赛博格|cycle 循环
daily 日报 日 每日|dance 舞|dark 暗 黑|darkness 黑暗 暗|daughter 女 女儿|dawn 晨 晓 黎明 朝|day 日 天|dead 死
deaf 聋|death 死|decadence 颓废|deconstruction 解构|deep 深|deer 鹿|defense 防 辩护|democracy 民主
democratic 民主|demon 鬼 妖 魔|department 部 系 处 司|desert 沙漠 漠|design 设计|desire 欲 欲望|destiny 命 命运
destruction 毁|detective 侦探|development 发展|dialect 方言|dialectic 辩证|dialogue 对话|diary 日记
diaspora 离散 散居|dictionary 词典 字典 辞典|difference 差异|difficult 难|dignity 尊严|disciple 门徒 弟子
discipline 规训 学科|discourse 话语 论|disease 病|displacement 移置|distant 远|district 区|division 处 部 分
doctrine 教义 主义 说|documentary 纪录|dog 狗 犬|doll 娃娃 偶|domestic 家庭|door 门|dossier 档案 卷宗|double 双
dragon 龙|drama 剧 戏 戏剧|dream 梦|drizzle 雨|drum 鼓|dual 双|dumb 哑|dusk 夕 暮 黄昏|dust 尘|dynasty 朝 代
dystopia 反乌托邦 恶托邦|eagle 鹰|early 早 初|earth 地 土 地球|earthquake 地震|east 东|eastern 东
ecological 生态|ecology 生态|economic 经济|economy 经济|education 教育|effect 效应|egg 蛋 卵|eight 八
elegy 挽歌 悲歌|elephant 象|elite 精英|embodiment 具身|emotion 情感 情绪 情|empathy 共情 移情|emperor 帝 皇
empire 帝国|empty 空|enclave 飞地|encounter 相遇 遭遇|end 终 末|enemy 敌|energy 能 能量|engineering 工程
enlightenment 启蒙|environment 环境|environmental 环境|epic 史诗|erotic 情色|escape 逃|essay 随笔 散文 文 论
essence 本质 粹|essential 本质 要|estrangement 陌生化|eternal 永|ethics 伦理|ethnic 民族 族|ethnography 民族志
evening 晚 夜|everyday 日常|everyman 凡人|evil 恶|exhibition 展览 展|exile 流亡 放逐 流放|existence 存在
exotic 异国|experience 经验 体验|experimental 实验|expert 专家|exploration 探索|eye 眼 目|face 脸 面 面子
factory 厂 工厂|faith 信 信仰|fall 秋 落 陷落|false 伪 假|fame 名|family 家 家庭 家族|famine 饥荒|fantasy 幻想
farewell 别 再见 告别|farm 农场 农庄|fashion 时尚|fast 快|fat 胖 肥|fate 命 命运|father 父 父亲 爸|fear 恐惧 怕
federation 联合会 联盟 联|feeling 感 感情 情|female 女|feminism 女性主义 女权|feminist 女性主义 女权
fengshui 风水|festival 节|fetish 拜物|fetishism 拜物教|feudal 封建|fiction 小说 虚构|field 田 场 田野 领域
fighter 战士 斗士|figure 形象 人物|filial 孝|film 电影 影 片|fire 火|fireworks 烟花|first 第一 首 初|fish 鱼
five 五|flame 焰 火|flaneur 漫游者 游荡者|flesh 肉|flight 飞|floating 流动 浮|flood 洪 水|flow 流|flower 花
flâneur 漫游者 游荡者|focalization 聚焦|fog 雾|folk 民间 民|folklore 民俗 民间|food 食 食品|fool 愚 傻
foot 足 脚|force 力 部队|foreign 外 洋|forest 林 森林|forgotten 忘|form 形式 形|formation 形成|fortress 围城 堡
forty 四十|forum 论坛 座谈会|forward 进|foundation 基金 基础|four 四|fox 狐|fragment 片断 碎片 断片|frame 框架
free 自由|freedom 自由|French 法|friend 友 朋友|frog 蛙 青蛙|front 前 战线|frontier 边疆 边|fruit 果
funeral 葬 丧|furnace 炉|future 未来|game 游戏|gang 帮|garden 园 花园 院|garlic 蒜|gate 门|gathering 集 聚
gaze 凝视|gazette 报|gender 性别|general 将军 总 一般|generation 代|gentleman 君子 绅士|gentry 绅|geography 地理
German 德|ghost 鬼 幽灵|gift 礼 礼物|girl 女孩 姑娘 少女|glass 玻璃|global 全球|globalization 全球化
glory 光荣 荣|god 神|gold 金|golden 金 黄金|good 善 好|gossip 流言|gothic 哥特|government 政府|grammar 语法
grand 大 太|grandfather 祖父 爷爷|grandmother 祖母 奶奶|grass 草|grave 墓 坟|gray 灰|great 大 伟大|greater 大
green 绿 青|grey 灰|grief 哀|grotesque 怪诞|group 组 集团 团|guerrilla 游击|guest 客|guild 行会 公会|guilt 罪
gun 枪|habit 习惯|hair 发|half 半|hall 堂 厅 馆|hand 手|handbook 手册|happiness 幸福 福|harbor 港|harbour 港
hard 硬 苦|harmonious 和谐|harmony 和 和谐 合|harvest 收获|hatred 恨|head 头|healing 疗|heart 心|heat 热
heaven 天|heavenly 天|hell 地狱|herald 先驱|heritage 遗产|hermit 隐士|hero 英雄|heroine 女英雄
heterotopia 异托邦|high 高|hill 山 丘 岭|hip 臀|historian 史 史家 史学家|historical 历史 史|history 史 历史
hole 洞 穴|home 家 故乡 家园|homecoming 还乡 归|hometown 故乡 家乡|honor 荣 誉|hope 希望|horse 马|hospital 医院
hot 热|hotel 饭店 宾馆|house 家 屋 宅 馆 楼|household 户 家庭|housing 住房|human 人 人类|humanism 人道主义
humanity 人性 人类|humor 幽默|humour 幽默|hundred 百|hunger 饥 饿 饥饿|hunting 猎|hybrid 混杂|hybridity 混杂
ice 冰|icon 偶像|idea 思想 观念 意|ideal 理想|identity 身份 认同|ideology 意识形态|idle 闲|illness 病
image 形象 意象 影像|imagination 想象|imagined 想象|imperial 帝 皇 御|implied 隐含|impression 印象|index 索引
indigenous 本土 土著|individual 个人 个体|industrial 工业|industry 工业|infinite 无穷 无限|information 信息
inn 客栈|inner 内|innocence 天真|insect 虫|institute 所 学院 研究所|intellectual 知识分子|interior 内
international 国际|interview 访谈|intimacy 亲密|investigation 调查|involution 内卷|iron 铁|irony 反讽|island 岛
jade 玉|Japanese 日|journal 学报 刊 杂志 日记|journey 游 行 旅|joy 欢 乐 喜|justice 正义 公|king 王
kingdom 国 王国|knife 刀|knight 侠 骑士|knowledge 知 知识|labor 劳动 劳工|labour 劳动 劳工|labyrinth 迷宫
lady 女士 夫人|laid 下岗|laid-off 下岗|lake 湖|lamp 灯|land 地 土地|landlord 地主|landscape 风景 山水 景观
lane 巷 弄 胡同 里|language 语 语言 话|lantern 灯|last 末 最后|late 晚|laughter 笑|law 法 律 法律
leader 领袖 领导|league 盟 联盟|leap 跃|learning 学|lecture 讲|left 左|leftist 左|legacy 遗产
legend 传说 传奇 传|leisure 闲|lesson 课|letter 信 书 书信|liberation 解放|library 图书馆|lie 谎
life 生活 生 人生 命 生命|light 光 灯|liminal 阈限|lion 狮|literacy 识字|literary 文学 文|literati 文人
literature 文学 文艺|little 小|living 生活 活|local 地方 乡土|logic 逻辑|loneliness 孤独|lonely 孤 寂寞|long 长
loom 织|loss 失 丧失 丢|lost 失 迷|lotus 荷 莲|love 爱 恋 情|lower 下 底|loyalty 忠|lyric 抒情|lyrical 抒情
lyricism 抒情|machine 机 机器|mad 狂 疯|madman 狂人|magazine 杂志|magic 魔|male 男|man 人 男人|mandarin 官 官话
mandate 命|mansion 府 邸|manual 手册|map 图 地图|march 行军 征|marginal 边缘|market 市场 市 集市
marriage 婚姻 婚|martyr 烈士|Marxism 马克思|Marxist 马克思|mask 面具|mass 群众 大众 众|massacre 屠杀
master 大师 主人 师|material 材料 物|materialism 唯物|matrix 矩阵|matter 物|meaning 意义|media 媒 媒体 媒介
medicine 医 药 医学|medium 媒介|melancholy 忧郁|melodrama 情节剧|memoir 回忆录 忆|memorial 纪念|memory 记忆 忆
men 人 男|mentality 心态|merchant 商 商人 卖|metaphor 隐喻|method 法 方法|middle 中|migrant 移民 流动 打工
migrant-worker 打工|migration 移民 迁徙|military 军事 军|militia 民兵|mill 厂 坊|mimesis 模仿|mimicry 戏仿 模拟
mind 心 心灵 思想|mine 矿|miner 矿工|ministry 部|minority 少数|mirror 镜|miscellaneous 杂|misery 苦难|mist 雾
mobile 移动 流动|mode 式 模式|model 模范 样板 模式|modern 现代 近代|modernism 现代主义|modernity 现代性
modernization 现代化|monastery 寺|money 钱 金钱|monk 和尚 僧|monkey 猴|monologue 独白|monster 怪 妖
montage 蒙太奇|monthly 月刊|monument 纪念碑 碑|moon 月|moral 道德|morality 道德|morning 晨 早|mother 母 母亲 妈
motherland 祖国|motif 母题|mountain 山|mountaineer 登山|mourning 丧 悼|movement 运动|moving 动|mulberry 桑
murder 谋杀 杀|muse 缪斯|museum 馆 博物馆 纪念馆|music 音乐 乐|mute 哑|mystery 谜 之谜|myth 神话|mythology 神话
name 名|naming 命名|narrative 叙事 叙述|narrator 叙述者|nation 国 民族 国家|national 国 国家 民族 全国
nationalism 民族主义|native 本土 乡土 本地|nativist 乡土|nature 自然 性|necropolitics 死亡政治|network 网 网络
new 新|news 新闻 报|newspaper 报|night 夜|nightmare 梦魇 噩梦|nine 九|north 北|northeast 东北|northeastern 东北
northern 北|northwest 西北|nostalgia 怀旧 乡愁|note 记 笔记 录|nothing 无|nothingness 无 虚无|notion 概念 观念
novel 小说|novella 小说|nuclear 核|object 物 客体|observer 观察家|ocean 洋 海|ode 颂|odyssey 漂流
office 办公室 处 局|official 官|old 老 旧 古|one 一|open 开 开放|opening 开放 开|opera 剧 歌剧 戏|opium 鸦片
oppression 压迫|oral 口 口述 口头|orchid 兰|order 序 秩序 令|organization 组织|orient 东方|oriental 东方
origin 起源 源 根|orphan 孤儿|other 他 他者|outlaw 水浒|outlaws 水浒|outline 大纲 论纲|outlook 观|outsider 局外
ox 牛|pagoda 塔|pain 痛 苦|painted 画|painting 画 绘画|palace 宫|paper 纸 报|paradise 天堂 乐园|park 园 公园
party 党|passage 通道|passion 情 激情|past 过去 往|pastoral 田园|path 路 道|pathos 悲|pavilion 亭 阁|peace 和平
peach 桃|pearl 珠|peasant 农民 农|pen 笔|peony 牡丹|people 人民 人 民 民众|people's 人民 民|performance 表演
period 时期 期|permanent 不断 永久|person 人|philosophy 哲学|phoenix 凤|photograph 照片 摄影|photography 摄影
piano 钢琴|picture 图 画|piety 孝|pig 猪|pine 松|plague 瘟疫 鼠疫|plain 平原 原|plan 计划|planned 计划
plant 厂 植物|play 戏 剧|plow 犁|plum 梅|plurality 多元|poem 诗|poet 诗人|poetics 诗学|poetry 诗 诗歌|poison 毒
police 警察 公安|policy 政策|political 政治|politics 政治|pollution 污染|polyphony 复调|pool 池|poor 穷 贫
poplar 杨|popular 流行 通俗 大众 民间|population 人口|porcelain 瓷|port 港|portrait 像 肖像|positive 正
poverty 贫困 穷|power 权 力 权力|practice 实践|precarity 不稳定|preface 序|present 现在|press 社 出版社
pride 骄傲|primary 小学 初级|print 印刷|prison 狱 监狱|private 私 私人|privilege 特权|prize 奖|problem 问题
production 生产|progress 进步|project 计划 工程|proletarian 无产 普罗|proletariat 无产阶级|propaganda 宣传
prose 散文 文|prosperity 繁荣|prostitute 妓|protest 抗议|proverb 谚语|province 省|psychology 心理|public 公 公共
publication 出版|publishing 出版|pure 纯|quality 素质 质量|quarterly 季刊|queen 女王 后|quest 寻
question 问题 问|quiet 静|quotation 语录|race 种族 族|radical 激进|radio 电台 广播|rage 怒|rain 雨|rational 理性
reader 读者 读本|reading 读 阅读|realism 现实主义 写实主义|reality 现实|realm 境界|rebel 反 造反
rebellion 起义 乱|reception 接受|reclamation 开垦|recognition 承认|recollection 忆 回忆|record 录 记 史记
red 红 赤|redemption 救赎|reflection 反思 思|reform 改革 改良|reform-through-labor 劳改|reformed 改良
refugee 难民|regime 政权|region 地区 区|regional 地域 地方|register 簿|relation 关系|religion 宗教 教
remembrance 忆 追忆|reminiscence 忆|renaissance 复兴|repetition 重复|report 报告|reportage 报告文学
representation 表现 再现|represents 代表|republic 共和国 国|republican 民国|research 研究|resentment 怨恨
resistance 抗 抵抗 抗战 抗日|respect 尊重|restaurant 饭店 菜馆|return 归 回 还|revelation 启示|reverence 敬
review 评论|revolt 起义|revolution 革命|revolutionary 革命|rhetoric 修辞|rhizome 块茎|rhythm 韵 节奏
rice 米 饭 稻|rickshaw 车|right 权 右|ring 环|rise 兴 兴起|rite 礼 仪|ritual 礼 仪式 仪|river 河 江 川
road 路 道|robe 袍|rock 石 岩 摇滚|romance 演义 传奇 情史 言情|romantic 浪漫|romanticism 浪漫主义
room 室 屋 房间|root 根|root-seeking 寻根|roots 寻根 根|rose 玫瑰|ruin 废墟|ruins 废墟|rule 治 规则|ruler 统治者
ruling 统治|rumor 谣言|rural 农村 乡村 乡|Russian 俄|rust 锈 铁锈|sacred 神圣 圣|sage 圣人 圣|sailor 水手
saint 圣|salt 盐|salvation 救|sand 沙|satire 讽刺|satirical 讽刺|savage 野|scar 伤痕|scholar 儒 学者 士
school 学校 校 派 学派|schoolgirl 女学生|science 科学 科|scissors 剪|scream 呐喊|screen 屏|sea 海|season 季
secret 秘密 密|section 科 处|seed 种|select 选|selected 选|self 自我 自 己|selfhood 自我|senate 参议院
sense 感 意识|sensibility 感性 情|sentiment 感情|sentimental 感伤|sentimentality 感伤|separation 别|serial 连载
seriousness 严肃|serpent 蛇|servant 仆|service 服务|settlement 定居|seven 七|seventeen 十七|sex 性|sexual 性
shadow 影|shame 耻|sheep 羊|shelter 庇|ship 船|shop 店|short 短 小|shout 喊|shriek 叫|sign 符号|signal 信号
signified 所指|signifier 能指|silence 沉默 寂静|silent 默 沉默 静|silk 丝 绸|silver 银|sincerity 诚|singer 歌手
single 单|sister 姐 妹 姐妹|site 点 现场|six 六|skeleton 骷髅|skeptic 怀疑|sketch 记 速写|skin 皮|sky 天
slave 奴 奴隶|sleep 睡|sleeping 睡|slogan 口号|slow 慢|small 小|smelter 冶炼厂|smile 笑|smoke 烟|smokestack 烟囱
snake 蛇|snow 雪|social 社会|socialism 社会主义|socialist 社会主义 社会|sociality 社会性|society 社会 学会 社
sociology 社会学|soil 土 壤|soldier 兵 士兵|solidarity 团结|solitude 孤独|son 子 儿子|song 歌 诗 曲|sorghum 高粱
sorrow 恨 悲 愁 哀|soul 魂 灵魂 心|sound 声 音|source 源|south 南|southern 南|Soviet 苏|space 空间
spectacle 景观 奇观|specter 幽灵|spectre 幽灵|speech 话 演讲 言|sphere 领域|spirit 魂 精神 神 鬼 灵
splendor 辉煌|spring 春 泉|square 广场|staircase 梯|standard 标准|star 星|state 国 国家 国有 状态|station 站 台
stele 碑|step 步|stereotype 刻板|stone 石|stories 故事 小说|storm 暴风|story 记 故事 传 小说|strange 异 怪 奇
stranger 陌生 外人|stream 流 意识流 溪|street 街 路|strike 罢工|strong 强|structure 结构|struggle 斗争
student 学生|studies 研究 学|studio 斋 室 工作室|study 研究 学|style 风格 体 派 式|subaltern 底层 属下
subject 主体|subjectivity 主体性|sublime 崇高|subversion 颠覆|suffering 苦 苦难|suicide 自杀|suit 衣|summer 夏
sun 日 太阳|supplement 副刊|surface 表|surplus 剩余|surveillance 监视|survival 生存|suspense 悬念|swallow 燕
sweet 甜|sword 剑|swordsman 剑客 侠|symbol 象征|symbolism 象征主义|system 制 制度 系统 体系|tablet 碑|taboo 禁忌
tale 传 记 故事 传奇 谈 话 志|talk 话 谈 讲话|taste 味 趣|tea 茶|teacher 师 老师|teahouse 茶馆|tear 泪
technology 技术 科技|television 电视|temple 庙 寺 坛 祠|temptation 诱惑|ten 十|tension 张力|territory 领土
terror 恐怖|text 文本 文|textual 文本|theater 剧院 戏剧 剧场|theatre 剧院 戏剧 剧场|theme 主题|theory 论 理论 说
thick 厚|thickness 厚|thin 薄|thing 物|third 第三|thought 思想 思|thousand 千|three 三|threshold 门槛 阈
thunder 雷|tide 潮|tiger 虎|time 时 时间 时代 年代|times 时报 时代|tobacco 烟|today 今天|tomb 墓|tone 调
tongue 舌|totality 总体|totem 图腾|touch 触|tower 塔 楼|town 镇 城|trace 迹|track 轨|trade 贸易 商
tradition 传统|traditional 传统|tragedy 悲剧 悲|train 火车|transformation 变|transitional 过渡
translation 翻译 译|trauma 创伤|travel 游 旅行 游记|traveler 旅|travels 游记|tree 树 木|trial 审|tribune 论坛
tribute 贡|trope 比喻 修辞|true 真 正|trust 信|truth 真 真理|tumor 瘤|twelve 十二|twentieth 二十|twenty 二十
twin 双|two 两 二 双|typical 典型|uncanny 诡异 暗恐|uncle 叔 舅|unconscious 无意识 潜意识|unconsciousness 无意识
underclass 底层|underworld 江湖|union 会 联合 工会|unit 单位|united 统一 联合|unity 合一 统一 团结
universal 普遍|universe 宇宙|university 大学|unofficial 外史 外|unreliable 不可靠|upper 上|urban 城市 都市 市
utopia 乌托邦|vagabond 流浪|vagrant 流浪|valley 谷|value 价值|vanity 虚荣|vengeance 复仇|vernacular 白话
verse 诗 句|veteran 老兵|vibrant 活力|victim 受害|view 观 景|village 村 庄|violence 暴力|virtue 德|vision 观
voice 声 声音|volunteer 志愿|voyage 航|waiting 等待 等|wall 墙 城墙 壁|wander 游|wanderer 流浪|wandering 游
war 战 战争|warmth 温|warrior 士 战士|waste 荒 废|waste-land 荒原|wasteland 荒原|watch 表|water 水|wave 浪 波 潮
way 道 路|wealth 富|weekly 周刊|weeping 泣 哭|well 井|west 西|western 西 西方|whale 鲸|wheat 麦|white 白
wide 宽 肥|widow 寡妇|wife 妻 妻子|wild 野|wildflower 野花|will 意志|wind 风|window 窗|wine 酒|wing 翼 翅
winter 冬|wisdom 智慧|wit 机智|witness 证 见证|wolf 狼|woman 女 女性 妇女 女人|women's 妇女 女性|wonder 奇
wood 木 林|word 词 字 言 语|work 作品 工作 集|worker 工人 工|works 集 全集 著作 厂|world 世界 世 天下
worship 崇拜|wound 伤 伤痕|wounded 伤|writer 作家|writers 作家 作协|writing 文 写作 书写 作品|yard 院|year 年
yellow 黄|yesterday 昨天|young 青年 年轻|youth 青年 青春|zero 零|zone 区 地带
"""
# Parts of words that Chinese renders too; those of rank before those of manner.
_PREFIXES: Final = """
anti 反 抗|auto 自|bio 生物 生命 生|co 共 合|counter 反|cross 跨|de 去 解 非|eco 生态|ethno 民族|geo 地理 地缘
hyper 超|inter 间 互 跨 际|macro 宏|meta 元|micro 微|mono 单|multi 多|neo 新|non 非 无 不|over 过 过度
poly 多 复|post 后|pre 前|proto 原|pseudo 伪 假|quasi 准|re 再 重|self 自我 自|semi 半|sub 亚 次 子|super 超
techno 技术 科技|trans 跨 转|ultra 超|un 无 非 不 未
"""
_SUFFIXES: Final = """
ability 可 性|hood 性|ibility 可 性|isation 化|ism 主义|ist 主义 家 者|ity 性|ization 化|ness 性 感
ography 志 学|ology 学|ship 制
"""
_SHORTEST_STEM: Final = 3
_ENGLISH: Final = LanguageTag("en")


def _read(table: str) -> Mapping[str, tuple[str, ...]]:
    rows = (row.split() for row in re.split(r"[|\n]", table) if row.strip())
    return {word.lower(): tuple(han) for word, *han in rows}


_WORDS: Final = _read(_TABLE)
_LEADING: Final = _read(_PREFIXES)
_TRAILING: Final = _read(_SUFFIXES)


def equivalents(word: str) -> tuple[str, ...]:
    """The Chinese that an English word is commonly rendered by, in simplified characters; none where it is not known.

    >>> equivalents("Tales"), equivalents("cauldron"), equivalents("gizmo")
    (('传', '记', '故事', '传奇', '谈', '话', '志'), ('鼎', '釜', '锅'), ())
    """
    lower = word.lower().replace("’", "'")
    forms = (lower, lower.removesuffix("'s"), *lemmas(lower.removesuffix("'s"), _ENGLISH))
    return next((_WORDS[form] for form in forms if form in _WORDS), ())


@lru_cache(maxsize=4096)
def is_rendered(word: str, han: str) -> bool | None:
    """Whether the Chinese has an equivalent of the word, or (for pinyin with a capital) its sound; None if not known.

    >>> is_rendered("Chamber", "红楼梦"), is_rendered("Hulan", "呼蘭河"), is_rendered("Museum", "上海")
    (True, True, False)
    >>> is_rendered("Gizmo", "上海") is None
    True
    """
    known = [han_word for part in (word, *_divided(word)) for han_word in equivalents(part)]
    if any(each in fold(han) for each in known):
        return True
    sound = word.lower().replace("'", "").replace("’", "")
    is_name = len(word) > 1 and word[:1].isupper() and bool(syllables(sound))
    if is_name and sound in romanised(han).lower():
        return True
    return False if known else None


def _divided(word: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}]", word) if part and part != word)


@cache
def affixes(word: str) -> tuple[tuple[str, ...], ...]:
    """What Chinese renders the prefix and the suffix of a word by, as far as it has any that are known.

    >>> affixes("posthumanism"), affixes("decolonization"), affixes("newspaper")
    ((('后',), ('主义',)), (('去', '解', '非'), ('化',)), ())
    """
    lower = word.lower()
    leading = [
        _LEADING[head]
        for head in sorted(_LEADING, key=len, reverse=True)
        if lower.startswith(head) and len(lower) - len(head) >= _SHORTEST_STEM
    ]
    trailing = [
        _TRAILING[tail]
        for tail in sorted(_TRAILING, key=len, reverse=True)
        if lower.endswith(tail) and len(lower) - len(tail) >= _SHORTEST_STEM
    ]
    return (*leading[:1], *trailing[:1])
