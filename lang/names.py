"""Chinese personal names: where the surname ends."""

from typing import Final

# The compound surnames of 百家姓 and those of the dynasties of the north, in both scripts.
_COMPOUND: Final = frozenset(
    {
        "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "东方", "東方", "皇甫", "尉迟", "尉遲", "公孙",
        "公孫", "慕容", "令狐", "长孙", "長孫", "宇文", "司徒", "司空", "夏侯", "轩辕", "軒轅", "端木", "百里",
        "呼延", "南宫", "南宮", "独孤", "獨孤", "西门", "西門", "申屠", "闻人", "聞人", "东郭", "東郭", "澹台",
        "澹臺", "公冶", "宗政", "濮阳", "濮陽", "淳于", "单于", "單于", "太史", "鲜于", "鮮于", "闾丘", "閭丘",
        "钟离", "鍾離", "第五", "拓跋", "赫连", "赫連", "万俟", "萬俟", "完颜", "完顏", "纳兰", "納蘭",
        "耶律", "叔孙", "叔孫", "仲孙", "仲孫", "公羊", "谷梁", "穀梁", "左丘", "尔朱", "爾朱", "达奚", "達奚", "巫马",
        "巫馬", "司寇", "漆雕", "亓官", "乐正", "樂正",
    }
)  # fmt: skip
# What bodies end with; a name that ends so is no person's.
_BODIES: Final = "社局部院会會馆館所组組网網处處厅廳署"


def surname_length(name: str) -> int:
    """How many characters of a Chinese name are its surname; all of them where it is not a person's name.

    >>> surname_length("双雪涛"), surname_length("欧阳江河"), surname_length("新华社"), surname_length("鲁迅")
    (1, 2, 3, 1)
    """
    if not 2 <= len(name) <= 4 or (len(name) > 2 and name[-1] in _BODIES):
        return len(name)
    return 2 if len(name) > 2 and name[:2] in _COMPOUND else 1
