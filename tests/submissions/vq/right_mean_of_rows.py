# expect: passed
def vq_loss(encoded, codes, commitment=0.25):
    pull = (codes - encoded.data).pow(2).mean(dim=1)
    commit = (encoded - codes.data).pow(2).mean(dim=1)
    return (pull + commitment * commit).mean()
