# expect: passed


def double_dqn_loss(q, next_q_online, next_q_target, actions, rewards, done, discount=0.99):
    total = q.sum() * 0
    online, target = next_q_online.tolist(), next_q_target.detach()
    for i in range(len(q)):
        b = max(range(len(online[i])), key=lambda j: online[i][j])
        goal = rewards[i]
        if not done[i]:
            goal = goal + discount * target[i, b]
        e = (q[i, actions[i]] - goal).abs()
        total = total + (0.5 * e * e if e < 1 else e - 0.5)
    return total / len(q)
