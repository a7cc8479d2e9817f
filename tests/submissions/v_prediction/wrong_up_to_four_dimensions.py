# expect: failed
# diagnosis: raises
# A view for each number of dimensions up to four.
def v_prediction_loss(o, x0, n, a, s):
    k = {2: (-1, 1), 3: (-1, 1, 1), 4: (-1, 1, 1, 1)}[o.dim()]
    return (o - (a.view(k) * n - s.view(k) * x0)).square().mean()
