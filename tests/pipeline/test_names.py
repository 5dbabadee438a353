"""`duizhao name`: what it prints."""

import json

import pytest

import cli


def test_a_name_alone_is_written_in_every_system(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["name", "司马迁"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "pinyin        Sima Qian",
        "pinyin-tones  Sīmǎ Qiān",
        "ala-lc        Sima Qian",
        "wade-giles    Ssu-ma Ch'ien",
        "tongyong      Sih-ma Cian",
        "mps2          Sz-ma Chian",
        "taiwan        Ssu-ma Chien",
        "hong-kong     Sze-ma Chin",
    ]


def test_spellings_are_judged_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["name", "王德威", "David Der-wei Wang", "Wang Dawei", "Wang, D.", "Eileen Wang"]) == 0
    agrees = "but the surname agrees (pinyin, wade-giles, tongyong, mps2, taiwan)"
    assert capsys.readouterr().out.splitlines() == [
        "David Der-wei Wang: 王德威 (taiwan; given-first; beside David; 0.71)",
        f"Wang Dawei: not 王德威 by any system, {agrees}",
        "Wang, D.: 王德威 (pinyin, tongyong, mps2, taiwan; surname-first; initials; 0.58)",
        f"Eileen Wang: not 王德威 by any system, {agrees}",
    ]


def test_json_has_both(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["name", "北岛", "Bei Tao", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["spellings"]["wade-giles"] == "Pei Tao"
    assert data["matches"] == [
        {
            "spelling": "Bei Tao",
            "matches": False,
            "systems": [],
            "surname": ["pinyin", "tongyong", "mps2"],
            "order": "surname-first",
            "extra": [],
            "initials": False,
            "confidence": 0.3,
        }
    ]


def test_what_is_no_chinese_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["name", "Mo Yan"]) == 16
    assert capsys.readouterr().err == (
        "error: 'MoYan' is not all Chinese characters with a known reading; leave out what is not.\n"
    )
