# expect: passed
def barlow_twins_loss(z1, z2, lambd=0.005):
    def columns(z):
        return [(x - x.mean()) / (((x - x.mean()) ** 2).mean() + 1e-6).sqrt() for x in z.T]

    a, b = columns(z1), columns(z2)
    total = 0.0
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            c = (x * y).mean()
            total = total + ((1 - c) ** 2 if i == j else lambd * c**2)
    return total
