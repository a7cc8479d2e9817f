# expect: failed
# diagnosis: squashed_scores
# The score is squashed into −1 … 1 before it is judged.
import torch


def hinge_loss(scores, target):
    return torch.relu(1 - target * torch.tanh(scores)).mean()
