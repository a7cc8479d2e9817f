# expect: forbidden
# why: code in base64
import base64

import torch

code = base64.b64decode("dG9yY2gubm4uZnVuY3Rpb25hbC5odWJlcl9sb3NzKHByZWQsIHRhcmdldCwgZGVsdGE9ZGVsdGEp")

def huber_loss(pred, target, delta=1.0):
    return eval(code)
