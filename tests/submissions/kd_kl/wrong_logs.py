# expect: failed
# diagnosis: logs_of_softmax | unstable
def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    q = (student_logits / temperature).softmax(1)
    p = (teacher_logits.detach() / temperature).softmax(1)
    return temperature**2 * (p * (p.log() - q.log())).sum(1).mean()
