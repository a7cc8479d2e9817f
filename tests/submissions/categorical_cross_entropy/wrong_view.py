# expect: failed
# diagnosis: not_contiguous | raises
def categorical_cross_entropy_loss(probs, target):
    chosen = probs.view(-1)[target.view(-1) == 1]
    return -chosen.log().mean()
