# expect: failed
# diagnosis: summed_over_features
def vq_loss(encoded, codes, commitment=0.25):
    pull = (codes - encoded.detach()).pow(2).sum(-1)
    commit = (codes.detach() - encoded).pow(2).sum(-1)
    return (pull + commitment * commit).mean()
