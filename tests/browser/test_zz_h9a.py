from tests.browser.readers import click_on, until
import time
def test_x(chromium, site, story, explain, picture):
    reader = chromium
    explain(reader, site.put("/story", story()))
    click_on(reader, ".chip")
    time.sleep(.3)
    print(reader.see("middle(find(`.entry[data-id='unknown:Odile Brankovic']`))"), reader.see("find('#panel').getBoundingClientRect().toJSON()"))
    click_on(reader, ".entry[data-id='unknown:Odile Brankovic']")
    time.sleep(.5)
    picture(reader, "zz")
    print(reader.errors())
    assert 0
