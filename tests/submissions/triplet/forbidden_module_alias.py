# expect: forbidden
from torch.nn import TripletMarginLoss as Mine


def triplet_loss(anchor, positive, negative, margin=1.0):
    return Mine(margin)(anchor, positive, negative)
