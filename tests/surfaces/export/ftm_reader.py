"""Runs in the environment of FollowTheMoney: says what is wrong with the entities it is given."""

import json
import sys

from followthemoney import model
from followthemoney.types import registry


def main() -> None:
    entities = {}
    wrong = []
    for line in sys.stdin:
        data = json.loads(line)
        proxy = model.get_proxy(data | {"properties": {}})
        entities[proxy.id] = proxy
        if registry.entity.clean(proxy.id) != proxy.id:
            wrong.append(f"{proxy.id}: no id")
        for name, values in data["properties"].items():
            for value in values:
                if name not in proxy.schema.properties:
                    wrong.append(f"{proxy.id}: {proxy.schema.name} has no {name}")
                    continue
                proxy.add(name, value)
                if value not in proxy.get(name):
                    wrong.append(f"{proxy.id}: {name} does not take {value!r} as it is")
    for proxy in entities.values():
        proxy.schema.validate(proxy.to_dict())
        for prop, value in proxy.itervalues():
            if prop.type != registry.entity:
                continue
            other = entities.get(value)
            if other is None or (prop.range and not other.schema.is_a(prop.range)):
                wrong.append(f"{proxy.id}: {prop.name} leads to no {prop.range}: {value}")
    schemata = sorted({proxy.schema.name for proxy in entities.values()})
    captions = {proxy.id: proxy.caption for proxy in entities.values()}
    sys.stdout.write(json.dumps({"wrong": wrong, "schemata": schemata, "captions": captions}))


main()
