# expect: failed
# diagnosis: only_one_column
# wrong: squeeze(): with one expert the log-sum-exp runs over the tokens
import math

import torch
import torch.nn.functional as F


def router_z_loss(router_logits):
    return (torch.logsumexp(router_logits.squeeze(), dim=-1) ** 2).mean()
